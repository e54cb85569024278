package io.mycelium.core.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.reply.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  record None() {}

  @Test
  void findsCommandsByBothOfTheirNames() {
    var catalogue = Catalogue.of(1, List.of(function("task", command("task", "create"))));

    assertThat(catalogue.find("task create")).isPresent();
    assertThat(catalogue.find("task-create")).isPresent();
    assertThat(catalogue.find("task")).isEmpty();
  }

  @Test
  void aTakenCommandRefusesTheNewcomerWhole() {
    var catalogue =
        Catalogue.of(
            1,
            List.of(
                function("task", command("task", "list")),
                function("mine", command("mine", ""), command("task", "list"))));

    assertThat(catalogue.find("mine")).isEmpty();
    assertThat(catalogue.clashes())
        .containsExactly(
            new Catalogue.Clash(
                new FunctionName("mine"),
                CommandName.of("task", "list"),
                new FunctionName("task")));
  }

  @Test
  void namesThatDifferOnlyByADashClash() {
    var catalogue =
        Catalogue.of(
            1,
            List.of(
                function("task", command("task", "list")),
                function("task-list", command("task-list", ""))));

    assertThat(catalogue.clashes()).hasSize(1);
  }

  @Test
  void aTakenFunctionNameRefusesTheNewcomer() {
    var catalogue =
        Catalogue.of(
            1,
            List.of(
                function("task", command("task", "list")), function("task", command("other", ""))));

    assertThat(catalogue.clashes())
        .extracting(Catalogue.Clash::refused)
        .containsExactly(new FunctionName("task"));
    assertThat(catalogue.find("other")).isEmpty();
  }

  @Test
  void brokenFunctionsAreKnownByNameAndCannotBeCalled() {
    var broken = new Catalogue.Broken("hello", "function.yaml:2: 'run' is missing");
    var catalogue =
        Catalogue.of(1, List.of(function("task", command("task", "list"))), List.of(broken));

    assertThat(catalogue.find("hello")).isEmpty();
    assertThat(catalogue.broken("hello")).contains(broken);
    assertThat(catalogue.broken("task")).isEmpty();
    assertThat(broken.sentence())
        .isEqualTo(
            "'hello' is broken: function.yaml:2: 'run' is missing. 'function show hello' tells more.");
  }

  private static Function function(String name, Command<?>... commands) {
    return new Function(
        new FunctionName(name), "for a test", FunctionLimits.STANDARD, List.of(commands));
  }

  private static Command<None> command(String noun, String verb) {
    return Command.named(noun, verb).handledBy(None.class, (_, _) -> new Reply.Text("done"));
  }
}
