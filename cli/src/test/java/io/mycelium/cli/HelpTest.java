package io.mycelium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.cli.Shell.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a line is answered with that asks for help, or needs it.
class HelpTest {
  private static final String OK = "{\"kind\":\"text\",\"markdown\":\"Done.\"}";

  @AutoClose private final StandInGateway gateway = new StandInGateway();
  private final Shell shell;

  HelpTest(@TempDir Path temp) throws IOException {
    shell = Shell.before(gateway, temp);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bogus whoami            | There is no option '--bogus' here. A command's own options stand
          --bogus                   | There is no option '--bogus' here.
          --bogus --help            | There is no option '--bogus' here.
          --jsno task list          | There is no option '--jsno' here. Did you mean '--json'?
          task --bogus list         | There is no option '--bogus' here.
          task --al list            | There is no option '--al' here. Did you mean '--all'?
          -r task list              | There are no short options such as '-r'. Did you mean '--room' or '--request-id'?
          task -v list              | There are no short options such as '-v'. Did you mean '--version'?
          release-notes -r .        | There are no short options such as '-r'. Did you mean '--repo' or '--room'
          fetch --ouptut x          | There is no option '--ouptut' here. Did you mean '--output'?
          task list --jsno          | There is no option '--jsno' here. Did you mean '--json'?
          """)
  void unknownOptionIsAnsweredWithTheNearest(String line, String said) {
    Run run = shell.run(line.split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith(said);
    assertThat(run.out()).isEmpty();
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void optionsBehindTwoDashesAreText() {
    gateway.reply("say", OK);

    assertThat(shell.run("say", "--", "--bogus", "-h").code()).isZero();

    assertThat(gateway.calls().getFirst().body()).isEqualTo("{\"text\":\"--bogus -h\"}");
  }

  @Test
  void slipInTheWordThatStartsAGatewayIsSeenWhereNoneRuns() throws IOException {
    Files.delete(shell.data.resolve("gateway.json"));

    Run run = shell.run("upp", "--port", "8081");

    assertThat(run.code()).isEqualTo(69);
    assertThat(run.err()).startsWith("No gateway").endsWith("\nDid you mean './mycelium up'?\n");
    assertThat(shell.run("task", "list").err()).doesNotContain("Did you mean");
  }

  @Test
  void helpHasAShortForm() {
    gateway.reply("help", "{\"kind\":\"text\",\"markdown\":\"Helpful.\"}");

    shell.run("-h");
    shell.run("task", "-h");
    shell.run("task", "list", "-h");
    Run noun = shell.run("-h", "task", "create", "x");

    assertThat(noun.code()).isZero();
    assertThat(gateway.calls())
        .extracting(StandInGateway.Seen::body)
        .containsExactly(
            "{}",
            "{\"command\":\"task\"}",
            "{\"command\":\"task list\"}",
            "{\"command\":\"task create\"}");
  }

  @Test
  void helpComesFromTheGatewayAndWithoutOneFromHere() throws IOException {
    gateway.reply("help", "{\"kind\":\"text\",\"markdown\":\"Helpful.\"}");
    Run all = shell.run();
    shell.run("task", "create", "--help");
    shell.run("task");
    shell.run("help", "task", "list");
    Files.delete(shell.data.resolve("gateway.json"));
    Run alone = shell.run("help");

    assertThat(all.code()).isZero();
    assertThat(all.out()).startsWith("Helpful.\n").contains("--no-wait");
    assertThat(gateway.calls())
        .extracting(StandInGateway.Seen::body)
        .containsExactly(
            "{}",
            "{\"command\":\"task create\"}",
            "{\"command\":\"task\"}",
            "{\"command\":\"task list\"}");
    assertThat(alone.code()).isZero();
    assertThat(alone.out()).contains("./mycelium up", "No gateway is running");
  }

  @Test
  void wordsOfTheProgramItselfAreExplained() throws IOException {
    gateway.reply("help", "{\"kind\":\"text\",\"markdown\":\"`drone list`\"}");

    Run fetch = shell.run("help", "fetch");
    Run up = shell.run("help", "up");
    Run drone = shell.run("help", "drone");
    Run json = shell.run("help", "up", "--json");
    Run slip = shell.run("help", "up", "--jsno");
    Files.delete(shell.data.resolve("gateway.json"));

    assertThat(fetch.out())
        .startsWith(
            "./mycelium fetch DIGEST [--output FILE]\n\nSave a file that a call brought back.\n");
    assertThat(shell.run("fetch", "--help")).isEqualTo(fetch);
    assertThat(shell.run("fetch", "-h")).isEqualTo(fetch);
    assertThat(up.out()).contains("Start a gateway", "'./mycelium up --help' shows the options.");
    assertThat(drone.out()).contains("Start one more drone").endsWith("\n\n`drone list`\n");
    assertThat(shell.run("help", "drone").out()).contains("Start one more drone");
    assertThat(json.out()).startsWith("{\"reply\":{\"kind\":\"text\",\"markdown\":\"./mycelium up");
    assertThat(slip.code()).isEqualTo(2);
    assertThat(shell.run().out()).contains("fetch DIGEST [--output FILE]   Save", "--no-wait");
  }
}
