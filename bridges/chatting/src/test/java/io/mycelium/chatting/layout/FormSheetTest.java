package io.mycelium.chatting.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormSheetTest {
  private record Options(
      @Help("who takes it") Optional<String> to, @Help("what to do") String title) {}

  private static final Command<Options> COMMAND =
      Command.named("task", "create")
          .summary("Create a task")
          .handledBy(Options.class, (options, by) -> new Reply.Text(""));

  @Test
  void whatIsNeededIsAskedFirst() {
    FormSheet form = FormSheet.of(COMMAND, Json.object());

    assertThat(form.title()).isEqualTo("task create");
    assertThat(form.fields()).extracting(f -> f.option().name()).containsExactly("title", "to");
    assertThat(form.fields()).extracting(FormField::needed).containsExactly(true, false);
    assertThat(form.fields().getFirst().hint())
        .isEqualTo("what to do; text of at most 4000 characters");
  }

  @Test
  void whatIsKnownStandsThereAtFirst() {
    FormSheet form = FormSheet.of(COMMAND, Json.object().put("title", "Tidy up"));

    assertThat(form.fields().getFirst().initial()).contains(new TextNode("Tidy up"));
    assertThat(form.fields().getFirst().text()).isEqualTo("Tidy up");
  }

  @Test
  void aButtonAsksForWhatItLeavesOpen() {
    FormSheet form = FormSheet.of(COMMAND, Json.object()).asking(List.of("to"));

    assertThat(form.fields()).extracting(f -> f.option().name()).containsExactly("to");
  }
}
