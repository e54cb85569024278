package io.mycelium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.cli.Shell.Run;
import io.mycelium.cli.StandInGateway.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a line to the gateway and back.
class CallTest {
  private static final String OK = "{\"kind\":\"text\",\"markdown\":\"Done.\"}";

  @AutoClose private final StandInGateway gateway = new StandInGateway();
  private final Path temp;
  private final Shell shell;

  CallTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    shell = Shell.before(gateway, temp);
  }

  @Test
  void wordsAndOptionsBecomeACall() {
    gateway.reply("task-create", OK);

    Run run = shell.run("task", "create", "Fix", "the build", "--due", "90s");

    assertThat(run).isEqualTo(new Run(0, "Done.\n", ""));
    var call = gateway.calls().getFirst();
    assertThat(call.body()).isEqualTo("{\"due\":\"PT1M30S\",\"title\":\"Fix the build\"}");
    assertThat(call.header("Mycelium-zone")).isEqualTo("Europe/Paris");
    assertThat(call.header("Idempotency-key"))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(call.headers()).doesNotContainKey("Mycelium-room");
  }

  @Test
  void traceOfWhoeverStartedItGoesWithTheCall() {
    gateway.reply("task-list", OK);
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    shell.run("task", "list");
    shell.environment.put("TRACESTATE", "congo=t61");
    shell.run("task", "list");
    shell.environment.put("TRACEPARENT", parent);
    shell.run("task", "list");
    shell.environment.put("TRACESTATE", "bad\r\nRoom: vault");
    shell.run("task", "list");
    shell.environment.put("TRACEPARENT", parent + "\r\nRoom: vault");
    shell.run("task", "list");

    assertThat(gateway.calls())
        .extracting(call ->
            call.headers().getOrDefault("Traceparent", List.of()).toString()
                + call.headers().getOrDefault("Tracestate", List.of()))
        .containsExactly(
            "[][]",
            "[][]",
            "[%s][congo=t61]".formatted(parent),
            "[%s][]".formatted(parent),
            "[][]");
  }

  @Test
  void optionsOfEveryCommandStandAnywhere() {
    gateway.reply("task-list", OK);

    shell.run("--room", "lab", "task", "--request-id=r-7", "list", "--all", "--json");

    var call = gateway.calls().getFirst();
    assertThat(call.body()).isEqualTo("{\"all\":true}");
    assertThat(call.header("Mycelium-room")).isEqualTo("lab");
    assertThat(call.header("Idempotency-key")).isEqualTo("r-7");
  }

  @Test
  void commandsOwnOptionGoesBeforeTheGeneralOneOfTheSameName() throws IOException {
    gateway.reply("plot", OK);

    Run run = shell.run("plot", "--data", "x.csv", "--output", "svg");

    assertThat(run.code()).isZero();
    assertThat(gateway.calls().getFirst().body())
        .isEqualTo("{\"data\":\"%s\",\"output\":\"svg\"}".formatted(shell.work.resolve("x.csv")));
    assertThat(shell.work.resolve("svg")).doesNotExist();
  }

  @Test
  void dataFolderBehindTheCommandNamesTheGateway() throws IOException {
    gateway.reply("task-list", OK);
    Shell.names(temp.resolve("other"), gateway.url(), ProcessHandle.current().pid());
    Path nobody = Files.createDirectories(temp.resolve("nobody"));

    assertThat(shell.run("task", "list", "--data", temp.resolve("other").toString()).code())
        .isZero();
    Run none = shell.run("task", "list", "--data", nobody.toString());

    assertThat(none.code()).isEqualTo(69);
    assertThat(gateway.calls()).hasSize(1);
  }

  @Test
  void relativePathsStartInTheWorkingFolder() {
    gateway.reply("release-notes", OK);

    shell.run("release-notes", "--repo", ".");
    shell.run("release-notes", "--repo", "../x/./y");
    shell.run("release-notes", "--repo", "/srv/../shop");

    assertThat(gateway.calls())
        .extracting(StandInGateway.Seen::body)
        .containsExactly(
            "{\"repo\":\"%s\"}".formatted(shell.work),
            "{\"repo\":\"%s/x/y\"}".formatted(shell.work.getParent()),
            "{\"repo\":\"/srv/../shop\"}");
  }

  @Test
  void dashReadsAValueFromStandardInput() {
    gateway.reply("task-create", OK);
    shell.input = "line one\nline \"two\"\n";

    shell.run("task", "create", "T", "--notes", "-");
    Run twice = shell.run("task", "create", "-", "--notes", "-");

    assertThat(gateway.calls()).hasSize(1);
    assertThat(gateway.calls().getFirst().body())
        .isEqualTo("{\"notes\":\"line one\\nline \\\"two\\\"\",\"title\":\"T\"}");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("Standard input can be read once");
  }

  @Test
  void catalogueIsFetchedOnceAndAskedForAgainWhereALineDoesNotFit() throws IOException {
    gateway.reply("task-list", OK);
    shell.run("task", "list");
    shell.run("task", "list");
    assertThat(gateway.catalogsSent()).isEqualTo(1);

    gateway.catalog(
        Samples.CATALOG.replace("task list", "chore list").replace("\"max\"", "\"most\""));
    gateway.reply("chore-list", OK);
    Run dropped = shell.run("chore", "list", "--most", "3");

    assertThat(dropped.code()).isZero();
    assertThat(gateway.catalogsSent()).isEqualTo(2);
    assertThat(gateway.calls().getLast().body()).isEqualTo("{\"most\":3}");
  }

  @Test
  void changedDefinitionIsLearntFromTheRefusal() {
    gateway.reply("task-list", OK);
    shell.run("task", "list");
    gateway.catalog(
        Samples.CATALOG.replace(
            "\"positional\":false,\"standard\":50", "\"positional\":true,\"standard\":50"));
    gateway.answer(
        "task-list",
        new Answer(400, Samples.problem(400, "bad-options", "No.")),
        new Answer(200, "{\"request\":\"r1\",\"reply\":" + OK + "}"));

    Run run = shell.run("task", "list");

    assertThat(run.code()).isZero();
    assertThat(gateway.catalogsSent()).isEqualTo(2);
  }

  @Test
  void foldersOfOthersGetNoCatalogue() throws IOException {
    gateway.reply("task-list", OK);
    Path missing = temp.resolve("missing");
    shell.environment.put("MYCELIUM_DATA", missing.toString());
    shell.environment.put("MYCELIUM_URL", gateway.url());
    shell.environment.put("MYCELIUM_KEY", StandInGateway.KEY);

    assertThat(shell.run("task", "list").code()).isZero();

    assertThat(missing).doesNotExist();
  }

  @Test
  void unknownCommandIsAnsweredWithTheNearest() {
    Run near = shell.run("task", "craete", "x");
    Run far = shell.run("xyzzy");
    Run word = shell.run("sya", "hello", "there");

    assertThat(near)
        .isEqualTo(
            new Run(2, "", "There is no command 'task craete'. Did you mean 'task create'?\n"));
    assertThat(far.err()).isEqualTo("There is no command 'xyzzy'. 'help' lists them all.\n");
    assertThat(word.err()).isEqualTo("There is no command 'sya'. Did you mean 'say'?\n");
    assertThat(shell.run("xyzzy", "hello").err()).startsWith("There is no command 'xyzzy'.");
    assertThat(shell.run("upp").err()).isEqualTo("There is no command 'upp'. Did you mean 'up'?\n");
    assertThat(shell.run("upp", "--port", "1").err()).contains("'up'?");
    assertThat(shell.run("fetsh", "abc").err()).contains("'fetsh'. Did you mean 'fetch'?");
    assertThat(shell.run("tsk").err()).contains("'tsk'. Did you mean 'task'?");
    assertThat(shell.run("tsk", "list").err()).contains("'tsk list'. Did you mean 'task list'?");
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void brokenFunctionIsNamedWithItsFirstCause() throws IOException {
    Run run = shell.run("hello", "x", "--loud");

    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "'hello' is broken: function.yaml:4: 'run' is missing; see './mycelium function show hello'.\n"));
    Path other = temp.resolve("other");
    Shell.names(other, gateway.url(), ProcessHandle.current().pid());
    assertThat(shell.run("hello", "--data", other.toString()).err())
        .contains("see './mycelium function show hello --data %s'.".formatted(other));
    assertThat(shell.run("helo").err())
        .isEqualTo("There is no command 'helo'. Did you mean 'help'?\n");
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void lineThatCannotBeReadIsExplained() {
    Run missing = shell.run("task", "create", "T", "--notes");
    Run room = shell.run("task", "list", "--room");
    Run timeout = shell.run("task", "list", "--timeout", "soon");

    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err())
        .contains("Option --notes needs a value: text of at most 4000 characters.")
        .contains("'./mycelium task create --help' shows what it takes.");
    assertThat(room).isEqualTo(new Run(2, "", "Option --room needs a value.\n"));
    assertThat(timeout.err()).startsWith("Option 'timeout' is 'soon', but takes a duration");
    assertThat(gateway.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, 2", "401, 4", "403, 4", "404, 2", "409, 5", "422, 5", "428, 5", "429, 69", "500, 70",
    "503, 69"
  })
  void statusDecidesTheExitCode(int status, int code) {
    String problem = Samples.problem(status, "some-code", "It is so.");
    gateway.answer("task-list", new Answer(status, problem));

    Run people = shell.run("task", "list");
    Run program = shell.run("task", "list", "--json");

    assertThat(people.code()).isEqualTo(code);
    assertThat(people.out()).isEmpty();
    assertThat(people.err()).startsWith("It is so.\n");
    assertThat(program.code()).isEqualTo(code);
    assertThat(program.out()).isEqualTo(problem + "\n");
    assertThat(program.err()).isEmpty();
  }

  @Test
  void withoutAGatewayOneSentenceSaysSo() throws IOException {
    Files.delete(shell.data.resolve("gateway.json"));
    Run none = shell.run("task", "list");
    Shell.names(shell.data, gateway.url(), Long.MAX_VALUE);
    Run ended = shell.run("task", "list");
    Shell.names(shell.data, "http://127.0.0.1:1", ProcessHandle.current().pid());
    Run deaf = shell.run("task", "list");

    Run elsewhere = shell.run("task", "list", "--data", "../my other");

    assertThat(none)
        .isEqualTo(
            new Run(
                69,
                "",
                "No gateway is running on this machine with its data in %s; start one with './mycelium up'. Another folder is named by --data or MYCELIUM_DATA, another machine's gateway by MYCELIUM_URL.\n"
                    .formatted(shell.data)));
    assertThat(elsewhere.err())
        .contains(
            "in %1$s/my other; start one with './mycelium up --data '%1$s/my other''"
                .formatted(temp));
    assertThat(ended).isEqualTo(none);
    assertThat(deaf).isEqualTo(none);
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void operatorsKeyGoesToNoOtherGateway() throws IOException {
    try (var other = new StandInGateway()) {
      shell.environment.put("MYCELIUM_URL", other.url() + "/");
      Run refused = shell.run("task", "list");

      assertThat(refused.code()).isEqualTo(4);
      assertThat(refused.err()).contains("set MYCELIUM_KEY");
      assertThat(other.calls()).isEmpty();

      other.reply("task-list", OK);
      shell.environment.put("MYCELIUM_KEY", StandInGateway.KEY);
      assertThat(shell.run("task", "list").code()).isZero();
    }
  }

  @Test
  void wrongKeySaysWhereItCameFrom() {
    shell.environment.put("MYCELIUM_KEY", "myc_wrong");
    Run wrong = shell.run("task", "list");
    shell.environment.put("MYCELIUM_KEY", "two words\n");
    Run broken = shell.run("task", "list");

    assertThat(wrong)
        .isEqualTo(
            new Run(4, "", "This key is not known here.\nThe key came from MYCELIUM_KEY.\n"));
    assertThat(broken).isEqualTo(new Run(4, "", "MYCELIUM_KEY holds no key.\n"));
  }

  @Test
  void lostConnectionIsTriedOnceMoreUnderTheSameId() {
    gateway.reply("task-list", OK);
    gateway.drop(1);
    Run once = shell.run("task", "list");
    gateway.drop(2);
    Run twice = shell.run("task", "list", "--request-id", "r-9");

    assertThat(once.code()).isZero();
    assertThat(gateway.calls().get(0).header("Idempotency-key"))
        .isEqualTo(gateway.calls().get(1).header("Idempotency-key"));
    assertThat(twice.code()).isEqualTo(69);
    assertThat(twice.err()).contains("may have been done", "--request-id r-9");
  }

  @Test
  void whatCannotBeUndoneIsConfirmed() {
    String asks =
        "{\"title\":\"No\",\"status\":428,\"detail\":\"'task drop' cannot be undone.\",\"code\":\"confirm\",\"fields\":[],\"ways\":[],\"confirm\":\"tok-1\"}";
    var ok = new Answer(200, "{\"request\":\"r1\",\"reply\":" + OK + "}");
    gateway.answer("task-drop", new Answer(428, asks));
    Run refused = shell.run("task", "drop", "#3");
    gateway.answer("task-drop", new Answer(428, asks), ok);
    Run yes = shell.run("task", "drop", "3", "--yes");
    shell.terminal = new Terminal(true, true, true, 80);
    shell.input = "yes\n";
    gateway.answer("task-drop", new Answer(428, asks), ok);
    Run typed = shell.run("task", "drop", "3", "--no-color");
    shell.input = "no\n";
    gateway.answer("task-drop", new Answer(428, asks), ok);
    Run declined = shell.run("task", "drop", "3");

    assertThat(refused.code()).isEqualTo(5);
    assertThat(refused.err()).contains("./mycelium task drop '#3' --yes");
    assertThat(yes.code()).isZero();
    assertThat(gateway.calls().get(2).header("Mycelium-confirm")).isEqualTo("tok-1");
    assertThat(gateway.calls().get(2).header("Idempotency-key"))
        .isEqualTo(gateway.calls().get(1).header("Idempotency-key"));
    assertThat(typed.out()).isEqualTo("Done.\n");
    assertThat(typed.err()).isEqualTo("'task drop' cannot be undone.\nType yes to go on: ");
    assertThat(declined.code()).isEqualTo(5);
    assertThat(declined.err()).endsWith("Type yes to go on: \u001b[31mNot done.\u001b[0m\n");
  }

  @Test
  void jsonIsPassedOnAsItCame() {
    String body = "{\"request\":\"r1\", \"reply\":{\"kind\":\"text\",\"markdown\":\"\u009b2J\"} }";
    gateway.answer("task-list", new Answer(200, body));

    Run piped = shell.run("task", "list", "--json");
    shell.terminal = new Terminal(true, true, true, 80);
    Run shown = shell.run("task", "list", "--json");

    assertThat(piped).isEqualTo(new Run(0, body + "\n", ""));
    assertThat(shown.out()).isEqualTo(body.replace("\u009b", "\\u009b") + "\n");
  }
}
