package io.mycelium.functions.dropin;

import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/// Reads a `function.yaml` and finds all that is wrong with it.
public final class ManifestReader {
  private static final List<String> OWN_KEYS =
      List.of(
          "name",
          "summary",
          "risk",
          "permission",
          "effect",
          "examples",
          "options",
          "writes",
          "run",
          "network",
          "limits");
  private static final List<String> KEYS =
      Stream.of(OWN_KEYS, TemplateReader.KEYS, WorkReader.KEYS).flatMap(List::stream).toList();
  private static final int MOST_EXAMPLES = 20;
  private static final int LONGEST_EXAMPLE = 200;
  private static final int LONGEST_SUMMARY = 160;

  private final Problems problems;
  private final Section root;

  private ManifestReader(Section root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /// What came of reading.
  ///
  /// @param manifest there if and only if there are no problems
  /// @param lines on which the manifest says what, by key; for problems that show later
  public record Read(
      Optional<Manifest> manifest, List<Problem> problems, Map<String, Integer> lines) {
    public Read {
      problems = List.copyOf(problems);
      lines = Map.copyOf(lines);
    }

    /// Of a folder without a manifest.
    static Read nothing() {
      return new Read(Optional.empty(), List.of(), Map.of());
    }

    /// A problem with what the manifest says under a key.
    public Problem problem(String key, String cause) {
      return new Problem(Manifest.FILE, lines.getOrDefault(key, 1), cause);
    }
  }

  /// Reads a manifest.
  ///
  /// @param folder the name of the folder that it lies in
  public static Read read(byte[] content, String folder) {
    var problems = new Problems(Manifest.FILE);
    Optional<MappingNode> mapping = YamlText.mapping(content, problems);
    if (mapping.isEmpty()) {
      return new Read(Optional.empty(), problems.found(), Map.of());
    }
    var root = new Section(mapping.get(), problems).allow(KEYS);
    Optional<Manifest> manifest = new ManifestReader(root, problems).manifest(folder);
    Map<String, Integer> lines = new LinkedHashMap<>();
    root.words().forEach(word -> lines.put(word, root.line(word)));
    return new Read(manifest.filter(_ -> problems.none()), problems.found(), lines);
  }

  private Optional<Manifest> manifest(String folder) {
    Optional<FunctionName> name = name(folder);
    if (!root.has("summary")) {
      problems.add(1, "'summary' is missing");
    }
    Optional<String> summary = root.line("summary", LONGEST_SUMMARY);
    List<String> examples = examples();
    List<Option> options = root.section("options").map(OptionReader::read).orElse(List.of());
    Permission permission = permission();
    Effect effect = word("effect", Effect.values(), Effect.WRITE);
    List<String> writes = writes(options, effect);
    Risk risk = word("risk", Risk.values(), Risk.MEDIUM);
    Optional<TemplateReader.Run> run = TemplateReader.read(root, options);
    Manifest.Limits limits =
        root.section("limits").map(LimitsReader::read).orElse(Manifest.Limits.STANDARD);
    Work work = WorkReader.read(root, options);
    Optional<NetworkPolicy> network = NetworkReader.read(root, limits);
    if (name.isEmpty() || summary.isEmpty() || run.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Manifest(
            name.get(),
            summary.get().strip(),
            examples,
            options,
            writes,
            permission,
            effect,
            risk,
            run.get().argv(),
            limits,
            work,
            network,
            run.get().template()));
  }

  private Optional<FunctionName> name(String folder) {
    Optional<String> given = root.required("name");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      var name = new FunctionName(given.get());
      if (name.value().equals(folder)) {
        return Optional.of(name);
      }
      root.problem("name", "is '%s', but the folder is named '%s'", name, Section.shown(folder));
    } catch (IllegalArgumentException e) {
      root.problem(
          "name",
          "is '%s', but a name has at most 32 of a-z, 0-9 and '-', and starts with a letter",
          Section.shown(given.get()));
    }
    return Optional.empty();
  }

  private List<String> examples() {
    List<String> examples = root.texts("examples", "[\"do it for ada\"]").orElse(List.of());
    if (examples.size() > MOST_EXAMPLES) {
      root.problem("examples", "has more than %d sentences", MOST_EXAMPLES);
    }
    examples.stream()
        .filter(e -> e.isBlank() || e.length() > LONGEST_EXAMPLE || !plain(e))
        .findFirst()
        .ifPresent(e ->
            root.problem(
                "examples",
                "has '%s', but takes sentences of 1 to %d characters on one line",
                Section.shown(e),
                LONGEST_EXAMPLE));
    return examples;
  }

  private List<String> writes(List<Option> options, Effect effect) {
    List<String> writes = root.texts("writes", "[target]").orElse(List.of());
    List<String> paths =
        options.stream().filter(o -> o.type() == OptionType.PATH).map(Option::name).toList();
    writes.stream()
        .filter(name -> !paths.contains(name))
        .findFirst()
        .ifPresent(name ->
            root.problem(
                "writes",
                "has '%s', but takes names of options of type path%s",
                Section.shown(name),
                paths.isEmpty() ? "" : ", such as " + paths.getFirst()));
    if (!writes.isEmpty() && effect == Effect.READ) {
      root.problem("writes", "does not go with effect read");
    }
    return writes;
  }

  private Permission permission() {
    Optional<String> word = root.text("permission");
    Optional<Permission> permission = word.flatMap(Permission::of);
    if (word.isPresent() && permission.isEmpty()) {
      List<String> known = Arrays.stream(Permission.values()).map(Permission::word).toList();
      List<String> near = Nearest.to(word.get(), known);
      root.problem(
          "permission",
          "is '%s', which does not exist; %s",
          Section.shown(word.get()),
          near.isEmpty()
              ? "most functions take functions.use"
              : "did you mean " + String.join(" or ", near) + "?");
    }
    return permission.orElse(Permission.FUNCTIONS_USE);
  }

  private <E extends Enum<E>> E word(String key, E[] known, E standard) {
    Optional<String> given = root.text(key);
    Function<E, String> word = e -> e.name().toLowerCase(Locale.ROOT);
    Optional<E> found =
        given.flatMap(g -> Stream.of(known).filter(k -> word.apply(k).equals(g)).findFirst());
    if (given.isPresent() && found.isEmpty()) {
      root.problem(
          key,
          "is '%s', but takes one of %s",
          Section.shown(given.get()),
          String.join(", ", Stream.of(known).map(word).toList()));
    }
    return found.orElse(standard);
  }

  private static boolean plain(String text) {
    return text.equals(PlainText.clean(text)) && text.indexOf('\n') < 0;
  }
}
