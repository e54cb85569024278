package io.mycelium.functions.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.command.Bound;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.StartOptions;
import io.mycelium.core.json.Json;
import io.mycelium.core.text.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the options of a manifest.
final class OptionReader {
  private static final List<String> KEYS =
      List.of("type", "help", "required", "default", "choices", "min", "max", "positional");
  private static final int MOST = 30;
  private static final int MOST_CHOICES = 100;
  private static final int LONGEST_TEXT = 100_000;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern CHOICE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");

  /// What surfaces take for themselves beside a command's own options.
  private static final Set<String> RESERVED =
      Set.of("data", "help", "json", "no-wait", "output", "request-id", "room", "yes");

  /// References speak of things of a room, of which a script knows nothing.
  private static final List<OptionType> TYPES =
      Arrays.stream(OptionType.values()).filter(t -> t != OptionType.REFERENCE).toList();

  private OptionReader() {}

  /// The options that are right; the problems of the others are added.
  static List<Option> read(Section options) {
    List<Option> read = new ArrayList<>();
    int seen = 0;
    for (String name : options.words()) {
      if (++seen > MOST) {
        options.problem(name, "is one option too many; a command has at most %d", MOST);
        break;
      }
      Optional<Section> definition = options.section(name);
      if (named(options, name) && definition.isPresent()) {
        option(name, options, definition.get().allow(KEYS)).ifPresent(read::add);
      }
    }
    return read;
  }

  private static boolean named(Section options, String name) {
    if (name.length() > 32 || !NAME.matcher(name).matches()) {
      options.problem(name, "is not an option's name: at most 32 of a-z, 0-9 and '-'");
      return false;
    }
    if (RESERVED.contains(name)) {
      options.problem(name, "is an option that every command has; choose another name");
      return false;
    }
    if (StartOptions.has(name)) {
      options.problem(
          name,
          "is an option that every function has, which says when a job starts; choose another name");
      return false;
    }
    return true;
  }

  private static Optional<Option> option(String name, Section options, Section definition) {
    if (!definition.has("help")) {
      options.problem(name, "has no 'help', which says what it is");
    }
    Optional<String> help = definition.line("help", 200);
    Optional<OptionType> type = type(name, options, definition);
    boolean required = definition.flag("required").orElse(false);
    boolean positional = definition.flag("positional").orElse(false);
    if (type.isEmpty() || help.isEmpty()) {
      return Optional.empty();
    }
    List<String> choices = choices(name, options, definition, type.get());
    Option.Range range = range(definition, type.get());
    var bare =
        new Option(
            name, help.get(), type.get(), required, positional, Optional.empty(), choices, range);
    return Optional.of(withStandard(bare, definition));
  }

  private static Optional<OptionType> type(String name, Section options, Section definition) {
    if (!definition.has("type")) {
      options.problem(name, "has no 'type'; the types are %s", words());
      return Optional.empty();
    }
    Optional<String> word = definition.text("type");
    Optional<OptionType> type =
        word.flatMap(w -> TYPES.stream().filter(t -> t.word().equals(w)).findFirst());
    if (word.isPresent() && type.isEmpty()) {
      List<String> near = Nearest.to(word.get(), TYPES.stream().map(OptionType::word).toList());
      definition.problem(
          "type",
          "is '%s', but takes one of %s%s",
          Section.shown(word.get()),
          words(),
          near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?");
    }
    return type;
  }

  private static String words() {
    return String.join(", ", TYPES.stream().map(OptionType::word).toList());
  }

  private static List<String> choices(
      String name, Section options, Section definition, OptionType type) {
    Optional<List<String>> given = definition.texts("choices", "[small, large]");
    if (type != OptionType.CHOICE) {
      if (definition.has("choices")) {
        definition.problem("choices", "goes with type choice, not with %s", type.word());
      }
      return List.of();
    }
    if (!definition.has("choices")) {
      options.problem(name, "has no 'choices', which type choice needs");
    }
    List<String> choices = given.orElse(List.of());
    if (given.isPresent() && (choices.isEmpty() || choices.size() > MOST_CHOICES)) {
      definition.problem("choices", "takes 1 to %d words", MOST_CHOICES);
    } else if (new HashSet<>(choices).size() < choices.size()) {
      definition.problem("choices", "has a word twice");
    }
    choices.stream()
        .filter(c -> !CHOICE.matcher(c).matches())
        .findFirst()
        .ifPresent(c ->
            definition.problem(
                "choices",
                "has '%s', but takes words of a-z, 0-9, '.', '_' and '-'",
                Section.shown(c)));
    return choices;
  }

  private static Option.Range range(Section definition, OptionType type) {
    Option.Range standard = type == OptionType.TEXT ? Option.Range.LINE : Option.Range.ANY;
    if (type != OptionType.TEXT && type != OptionType.INTEGER && type != OptionType.DURATION) {
      Stream.of("min", "max")
          .filter(definition::has)
          .forEach(key ->
              definition.problem(
                  key, "goes with the types text, integer and duration, not with %s", type.word()));
      return standard;
    }
    long min = bound(definition, "min", type).orElse(standard.min());
    long max = bound(definition, "max", type).orElse(standard.max());
    if (type == OptionType.TEXT && (min < 0 || max > LONGEST_TEXT)) {
      definition.problem(min < 0 ? "min" : "max", "takes 0 to %d characters", LONGEST_TEXT);
    } else if (min > max) {
      definition.problem(
          definition.has("min") ? "min" : "max", "leaves nothing between min and max");
    }
    return new Option.Range(min, max);
  }

  private static Optional<Long> bound(Section definition, String key, OptionType type) {
    OptionType written = type == OptionType.DURATION ? OptionType.DURATION : OptionType.INTEGER;
    Option bare = Scalars.bare(written);
    Optional<String> text = definition.text(key);
    Optional<JsonNode> value = text.flatMap(t -> Scalars.canonical(bare, t));
    if (text.isPresent() && value.isEmpty()) {
      definition.problem(key, "is '%s', but takes %s", Section.shown(text.get()), bare.allowed());
    }
    return value.map(v ->
        written == OptionType.DURATION ? Duration.parse(v.textValue()).toSeconds() : v.longValue());
  }

  /// With its default value, which has to be one that the option takes.
  private static Option withStandard(Option bare, Section definition) {
    if (bare.type() == OptionType.FILE && definition.has("default")) {
      definition.problem("default", "does not go with type file: a package brings its own files");
      return bare;
    }
    Optional<String> text = definition.text("default");
    if (bare.required() && definition.has("default")) {
      definition.problem("default", "is never used, because the option is required");
    }
    Optional<JsonNode> standard = Optional.empty();
    if (text.isPresent()) {
      OptionSchema<?> schema = OptionSchema.declared(List.of(bare));
      switch (schema.bind(Json.object().set(bare.name(), new TextNode(text.get())))) {
        case Bound.Fits<?> fits -> standard = Optional.of(fits.canonical().get(bare.name()));
        case Bound.Misfits<?> misfits ->
            definition.problem("default", "%s", misfits.errors().getFirst().message());
      }
    } else if (bare.type() == OptionType.FLAG && !bare.required()) {
      standard = Scalars.canonical(bare, "false");
    }
    return new Option(
        bare.name(),
        bare.help(),
        bare.type(),
        bare.required(),
        bare.positional(),
        standard,
        bare.choices(),
        bare.range());
  }
}
