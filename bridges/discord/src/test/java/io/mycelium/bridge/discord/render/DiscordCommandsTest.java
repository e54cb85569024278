package io.mycelium.bridge.discord.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.interactions.commands.Command.Type;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import org.junit.jupiter.api.Test;

class DiscordCommandsTest {
  @Test
  void aNounHasItsVerbsAndAWordAloneIsPlain() {
    DiscordCommandSet set =
        DiscordCommands.of(
            catalogue(command("task", "create"), command("task", "show"), command("say", "")));

    assertThat(set.commands())
        .extracting(CommandData::getName)
        .containsExactly("mycelium", "say", "task", DiscordCommands.MESSAGE_ENTRY);
    assertThat(slash(set, "task").getSubcommands())
        .extracting(SubcommandData::getName)
        .containsExactly("create", "show");
    assertThat(slash(set, "say").getSubcommands()).isEmpty();
    assertThat(set.commands().getLast().getType()).isEqualTo(Type.MESSAGE);
    assertThat(set.leftOut()).isEmpty();
  }

  @Test
  void eachTypeOfOptionIsOfDiscordsWithTheNeededOnesFirst() {
    Option[] options =
        Arrays.stream(OptionType.values())
            .map(t ->
                option(
                    t.word(),
                    t,
                    t == OptionType.FILE,
                    t == OptionType.CHOICE ? List.of("a", "b") : List.of()))
            .toArray(Option[]::new);

    List<OptionData> data =
        slash(DiscordCommands.of(catalogue(command("say", "", options))), "say").getOptions();

    assertThat(data)
        .extracting(o -> o.getName() + ":" + o.getType())
        .containsExactly(
            "file:ATTACHMENT",
            "text:STRING",
            "integer:INTEGER",
            "flag:BOOLEAN",
            "choice:STRING",
            "duration:STRING",
            "path:STRING",
            "peer:STRING",
            "room:STRING",
            "reference:STRING");
    assertThat(data.stream().filter(OptionData::isAutoComplete).map(OptionData::getName))
        .containsExactly("peer", "room", "reference");
    assertThat(data.get(4).getChoices()).hasSize(2);
    assertThat(data.getFirst().isRequired()).isTrue();
  }

  @Test
  void moreChoicesThanDiscordHoldsAreSuggested() {
    List<String> choices = IntStream.range(0, 26).mapToObj(i -> "c" + i).toList();
    Option option = option("c", OptionType.CHOICE, true, choices);

    OptionData data =
        slash(DiscordCommands.of(catalogue(command("say", "", option))), "say")
            .getOptions()
            .getFirst();

    assertThat(data.isAutoComplete()).isTrue();
    assertThat(data.getChoices()).isEmpty();
  }

  @Test
  void optionsBeyondTheLimitAreLeftOutButNotWhatIsNeeded() {
    Option[] many =
        IntStream.range(0, 30)
            .mapToObj(i -> option("o" + i, OptionType.TEXT, false, List.of()))
            .toArray(Option[]::new);
    Option[] needed =
        IntStream.range(0, 30)
            .mapToObj(i -> option("o" + i, OptionType.TEXT, true, List.of()))
            .toArray(Option[]::new);

    DiscordCommandSet set =
        DiscordCommands.of(catalogue(command("say", "", many), command("much", "", needed)));

    assertThat(slash(set, "say").getOptions()).hasSize(DiscordLimits.OPTIONS);
    assertThat(set.leftOut()).containsExactly(CommandName.of("much"));
  }

  @Test
  void nounsAndVerbsBeyondTheLimitAreReachedByALine() {
    Stream<Command<?>> nouns =
        IntStream.range(0, 120).mapToObj(i -> command("n" + (1_000 + i), ""));
    Stream<Command<?>> verbs = IntStream.range(0, 30).mapToObj(i -> command("a", "v" + (100 + i)));

    DiscordCommandSet set =
        DiscordCommands.of(catalogue(Stream.concat(nouns, verbs).toArray(Command<?>[]::new)));

    assertThat(set.commands().stream().filter(c -> c.getType() == Type.SLASH))
        .hasSize(DiscordLimits.COMMANDS);
    assertThat(slash(set, "a").getSubcommands()).hasSize(DiscordLimits.SUBCOMMANDS);
    assertThat(set.leftOut()).hasSize(120 - 98 + 5);
    assertThat(slash(set, "mycelium").getOptions().getFirst().isRequired()).isTrue();
  }

  @Test
  void aNounThatIsACommandToo() {
    Catalogue catalogue = catalogue(command("audit", ""), command("audit", "show"));

    DiscordCommandSet set = DiscordCommands.of(catalogue);

    assertThat(slash(set, "audit").getSubcommands())
        .extracting(SubcommandData::getName)
        .containsExactly("run", "show");
    assertThat(DiscordCommands.called(catalogue, "audit", "run")).contains(CommandName.of("audit"));
    assertThat(DiscordCommands.called(catalogue, "audit", "show"))
        .contains(CommandName.of("audit", "show"));
    assertThat(DiscordCommands.called(catalogue, "audit", "gone")).isEmpty();
  }

  @Test
  void theDigestTellsWhetherToDeploy() {
    Catalogue catalogue = catalogue(command("task", "create"), command("say", ""));
    Catalogue same = catalogue(command("say", ""), command("task", "create"));
    Catalogue other =
        catalogue(
            command("task", "create"),
            command("say", "", option("x", OptionType.TEXT, true, List.of())));

    String digest = DiscordCommands.of(catalogue).digest();

    assertThat(DiscordCommands.of(same).digest()).isEqualTo(digest).hasSize(64);
    assertThat(DiscordCommands.of(other).digest()).isNotEqualTo(digest);
  }

  private static SlashCommandData slash(DiscordCommandSet set, String name) {
    return (SlashCommandData)
        set.commands().stream().filter(c -> c.getName().equals(name)).findFirst().orElseThrow();
  }

  private static Catalogue catalogue(Command<?>... commands) {
    return Catalogue.of(
        1,
        List.of(
            new Function(new FunctionName("f"), "F", FunctionLimits.STANDARD, List.of(commands))));
  }

  private static Command<?> command(String noun, String verb, Option... options) {
    return new Command<>(
        new CommandName(noun, verb),
        "Do it " + "very ".repeat(40) + "well",
        List.of(),
        OptionSchema.declared(List.of(options)),
        Permission.ANY,
        Effect.READ,
        Risk.LOW,
        false,
        Optional.empty(),
        Optional.empty(),
        (given, by) -> new Reply.Text(""));
  }

  private static Option option(
      String name, OptionType type, boolean required, List<String> choices) {
    Option.Range range = type == OptionType.TEXT ? Option.Range.LINE : Option.Range.ANY;
    return new Option(name, "", type, required, false, Optional.empty(), choices, range);
  }
}
