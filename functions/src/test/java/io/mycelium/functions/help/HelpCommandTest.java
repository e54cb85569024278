package io.mycelium.functions.help;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.Command;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HelpCommandTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  @Test
  void helpNamesEveryCommandAndTheFirstSteps() {
    String help = ((Reply.Text) mycelium.olga().run("help")).markdown();

    assertThat(help).contains("First steps");
    assertThat(mycelium.catalogue().entries())
        .extracting(Catalogue.Entry::command)
        .allSatisfy(
            command -> assertThat(help).contains("`" + Usage.of(command), command.summary()));
  }

  @Test
  void helpSaysWhatTheRoleIsMissing() {
    Harness.User vera = mycelium.join("Vera", Role.VIEWER);

    assertThat(vera.run("help"))
        .says("Show who did what and what was refused, newest first (needs the role operator)");
    assertThat(((Reply.Text) mycelium.olga().run("help")).markdown())
        .doesNotContain("needs the role");
  }

  @Test
  void aNounListsItsCommands() {
    String help = ((Reply.Text) mycelium.olga().run("help task")).markdown();

    assertThat(help).contains("`task create TITLE", "`task finish TASK").doesNotContain("`room");
  }

  @Test
  void aCommandIsExplained() {
    Reply help = mycelium.olga().run("help task create");

    assertThat(help)
        .isCard("task create")
        .says(
            "    task create TITLE [--notes TEXT] [--assign PEER]",
            "\n- Who may: member and above (permission tasks.write)\n",
            "\n- Risk: low; runs at once\n",
            "create a task: fix the build")
        .hasField(
            "title", "what is to be done, in one line (required): text of 1 to 200 characters");
    assertThat(mycelium.olga().run("help room read"))
        .hasField(
            "last",
            "how many posts, counted from the newest: a whole number from 1 to 200; 20 when left out");
    assertThat(mycelium.olga().run("help key revoke"))
        .says("Effect: cannot be undone; you are asked to confirm it");
    assertThat(mycelium.olga().run("help audit")).isCard("audit");
  }

  @Test
  void whatAnOptionTakesIsSaidOnce() {
    assertThat(mycelium.olga().run("help invite"))
        .hasField("kind", "a person, or a program that acts by itself; person when left out")
        .hasField("key", "also make a key for a terminal or a program");
    assertThat(((Reply.Card) mycelium.olga().run("help task list")).fields())
        .extracting(Field::label)
        .allMatch(label -> label.startsWith("--"));
  }

  @Test
  void aMistypedCommandGetsTheNearestOne() {
    assertThat(mycelium.olga().run("help task creat"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-command")
        .says("did you mean task create?");
    assertThat(mycelium.olga().run("help tsk")).says("did you mean task?");
    assertThat(mycelium.olga().run("help zzzzzz")).says("'help' lists them all");
  }

  @Test
  void aBrokenFunctionIsExplainedByItsCause() {
    assertThat(mycelium.olga().run("help limp"))
        .isRefused(Reply.Reason.NOT_FOUND, "function-broken")
        .says("'limp' is broken: is lame. 'function show limp' tells more.");
  }

  @Test
  void everyCommandCanBeExplained() {
    assertThat(mycelium.catalogue().entries())
        .extracting(Catalogue.Entry::command)
        .extracting(Command::name)
        .allSatisfy(name -> assertThat(mycelium.olga().run("help " + name)).isNotRefused());
  }
}
