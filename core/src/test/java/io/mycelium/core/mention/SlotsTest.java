package io.mycelium.core.mention;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Risk;
import io.mycelium.core.command.StartOptions;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final Option WITHIN =
      new Option(
          "within",
          "how old",
          OptionType.DURATION,
          false,
          false,
          Optional.empty(),
          List.of(),
          Option.Range.ANY);

  @Test
  void sentenceSaysWhatIsDoneAndNotWhenItStarts() {
    String said = "count what changed in the last 2 hours, start-anyway";

    assertThat(filled(List.of(), said)).isEqualTo("{}");
    assertThat(filled(List.of(WITHIN), said)).isEqualTo("{\"within\":\"PT2H\"}");
  }

  private static String filled(List<Option> own, String said) {
    Command<?> command =
        new Command<>(
            CommandName.of("count"),
            "Count what changed",
            List.of(),
            OptionSchema.declared(StartOptions.behind(own)),
            Permission.ANY,
            Effect.WRITE,
            Risk.LOW,
            false,
            Optional.of("digest"),
            Optional.empty(),
            (_, _) -> new Reply.Text(""));
    return Slots.fill(command, Sentence.of("count what changed"), Sentence.of(said)).toString();
  }
}
