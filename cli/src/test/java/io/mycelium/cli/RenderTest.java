package io.mycelium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.mycelium.cli.Shell.Run;
import io.mycelium.cli.StandInGateway.Answer;
import io.mycelium.core.reply.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replies as people see them.
class RenderTest {
  @AutoClose private final StandInGateway gateway = new StandInGateway();
  private final Path temp;
  private final Shell shell;

  RenderTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    shell = Shell.before(gateway, temp);
  }

  private String shown(String reply) {
    gateway.reply("task-list", reply);
    Run run = shell.run("task", "list");
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private void onTerminal(int columns) {
    shell.terminal = new Terminal(true, true, true, columns);
  }

  @Test
  void cardHasAlignedFieldsAndLinesToType() {
    String card =
        """
        {"kind":"card","title":"Task #2: Fix the build","state":"open","markdown":"See the **log**.",
        "fields":[{"key":"number","label":"Number","value":"#2"},{"key":"größe","label":"Größe","value":"one\\ntwo"},
        {"key":"since","label":"Since when","value":"2026-07-31T12:00:05.123Z"}],
        "actions":[{"label":"Take it","style":"PRIMARY","call":{"command":"task show","definition":"x","options":{"task":"2"}}},
        {"label":"Add","style":"PLAIN","call":{"command":"task create","definition":"x","options":{"title":"a; b","due":"PT90S"}}},
        {"label":"New","style":"PLAIN","call":{"command":"new thing","definition":"x","options":{"to":"x y","fast":true}}}]}\
        """;

    assertThat(shown(card))
        .isEqualTo(
            """
            Task #2: Fix the build  open
              Number      #2
              Größe       one
                          two
              Since when  2026-07-31 14:00:05

            See the **log**.

              Take it  ./mycelium task show 2
              Add      ./mycelium task create 'a; b' --due 90s
              New      ./mycelium new thing --to 'x y' --fast
            """);
  }

  @Test
  void linesToTypeNameTheRoom() {
    gateway.reply(
        "task-list",
        """
        {"kind":"table","columns":[{"key":"n","label":"N"}],"rows":[["1"]],"empty":"",
        "nextPage":{"command":"task list","definition":"","options":{"max":10}}}\
        """);

    Run run = shell.run("task", "list", "--room", "lab");

    assertThat(run.out()).isEqualTo("N\n1\n\nMore: ./mycelium task list --max 10 --room lab\n");
  }

  @Test
  void linesToTypeNameTheFolderThatWasNamed() throws IOException {
    Path other = temp.resolve("other");
    Shell.names(other, gateway.url(), ProcessHandle.current().pid());
    gateway.reply(
        "task-list",
        """
        {"kind":"card","title":"T","state":"open","fields":[{"key":"grant","label":"To show","value":"./mycelium task show 2"}],
        "actions":[{"label":"Show","call":{"command":"task show","options":{"task":"2"}}},
        {"label":"List","call":{"command":"task list","options":{}}}]}\
        """);

    assertThat(shell.run("task", "list", "--data", other.toString()).out())
        .isEqualTo(
            """
            T  open
              To show  ./mycelium task show 2

              List  ./mycelium task list --data %s
            """
                .formatted(other));
  }

  private static final String TABLE =
      """
      {"kind":"table","columns":[{"key":"number","label":"Number"},{"key":"title","label":"Title"},{"key":"who","label":"Who"}],
      "rows":[["#1","Fix\\tthe build of the whole house","ada"],["#2","漢字漢字漢字漢字漢字漢字漢字","bob 🙂"]],"empty":"None."}\
      """;

  @Test
  void tableIsFittedToTheTerminal() {
    String whole = shown(TABLE);
    onTerminal(30);
    shell.environment.put("NO_COLOR", "1");
    String fitted = shown(TABLE);

    assertThat(whole)
        .isEqualTo(
            """
            Number  Title                             Who
            #1      Fix the build of the whole house  ada
            #2      漢字漢字漢字漢字漢字漢字漢字      bob 🙂
            """);
    assertThat(fitted)
        .isEqualTo(
            """
            Number  Title           Who
            #1      Fix the build…  ada
            #2      漢字漢字漢字…   bob 🙂
            """);
  }

  private static final String KEYS =
      """
      {"kind":"table","columns":[{"key":"id","label":"Id","fit":"WHOLE"},{"key":"label","label":"Label","fit":"CUT"},
      {"key":"since","label":"Made","fit":"CUT"},{"key":"by","label":"By","fit":"SPARE"},{"key":"r","label":"Request","fit":"SPARE"}],
      "rows":[["key_01m8bnvb42dacvz0gcvver7etj","the laptop in the attic","2026-07-31T12:00:05Z","ada","req_1"]],"empty":""}\
      """;

  @Test
  void whatHasToBeTypedStaysWholeAndWhatCanBeSparedGoesFirst() {
    shell.environment.put("NO_COLOR", "1");
    onTerminal(86);
    String wide = shown(KEYS);
    onTerminal(72);
    String narrow = shown(KEYS);
    onTerminal(30);
    String tiny = shown(KEYS);

    assertThat(wide)
        .isEqualTo(
            """
            Id                              Label                    Made                 By
            key_01m8bnvb42dacvz0gcvver7etj  the laptop in the attic  2026-07-31 14:00:05  ada
            Left out for want of room: Request. --json has all.
            """);
    assertThat(narrow)
        .isEqualTo(
            """
            Id                              Label                   Made
            key_01m8bnvb42dacvz0gcvver7etj  the laptop in the att…  2026-07-31 14:00
            Left out for want of room: By, Request. --json has all.
            """);
    assertThat(tiny).contains("key_01m8bnvb42dacvz0gcvver7etj  the l…  2026-07-31 14:00\n");
  }

  @Test
  void textsThatDoNotFitBecomeParagraphs() {
    String posts =
        """
        {"kind":"table","columns":[{"key":"author","label":"Author"},{"key":"text","label":"Text","fit":"PROSE"}],
        "rows":[["ada","one two three four five six"],["bob","short"]],"empty":""}\
        """;
    shell.environment.put("NO_COLOR", "1");
    onTerminal(40);
    String fits = shown(posts);
    onTerminal(24);
    String narrow = shown(posts);

    assertThat(fits)
        .isEqualTo(
            """
            Author  Text
            ada     one two three four five six
            bob     short
            """);
    assertThat(narrow).isEqualTo("ada\n  one two three four five six\n\nbob\n  short\n");
  }

  @Test
  void emptyTableSaysWhatToDo() {
    assertThat(
            shown(
                "{\"kind\":\"table\",\"columns\":[],\"rows\":[],\"empty\":\"No tasks. `task create` makes one.\"}"))
        .isEqualTo("No tasks. `task create` makes one.\n");
  }

  @Test
  void textsOfSeveralLinesAreParagraphs() {
    assertThat(
            shown(
                "{\"kind\":\"table\",\"columns\":[{\"key\":\"author\",\"label\":\"Author\"},{\"key\":\"text\",\"label\":\"Text\"},{\"key\":\"post\",\"label\":\"Post\"}],"
                    + "\"rows\":[[\"ada\",\"first\\nsecond\",\"pst_1\"],[\"bob\",\"short\\u001b[2J\",\"pst_2\"]],\"empty\":\"\"}"))
        .isEqualTo("ada  pst_1\n  first\n  second\n\nbob  pst_2\n  short\n");
  }

  private static final String MARKDOWN =
      """
      {"kind":"text","markdown":"# Notes *of* today\\n\\n- **Fix** the `x*y`\\n  - a [page](https://e.org) that is long enough to be broken\\n\\n1. \\\\*one\\n\\n```\\n  code **stays**\\n```\\n"}\
      """;

  @Test
  void aTextThatIsNothingButCodeComesWithoutItsFence() {
    String manifest = "{\"kind\":\"text\",\"markdown\":\"```json\\n{\\n  1\\n}\\n```\"}";
    String mixed = "{\"kind\":\"text\",\"markdown\":\"See\\n\\n```\\nx\\n```\"}";

    assertThat(shown(manifest)).isEqualTo("{\n  1\n}\n");
    assertThat(shown(mixed)).contains("```");
  }

  @Test
  void markdownIsDrawnOnATerminalAndKeptElsewhere() {
    String kept = shown(MARKDOWN);
    onTerminal(40);
    String drawn = shown(MARKDOWN);

    assertThat(kept)
        .isEqualTo(
            """
            # Notes *of* today

            - **Fix** the `x*y`
              - a [page](https://e.org) that is long enough to be broken

            1. \\*one

            ```
              code **stays**
            ```
            """);
    assertThat(drawn.replace("\u001b", "^"))
        .isEqualTo(
            """
            ^[1mNotes *of* today^[0m

            • ^[1mFix^[0m the ^[36mx*y^[0m
              • a page (https://e.org) that is long
                enough to be broken

            1. *one

                  code **stays**
            """);
  }

  @Test
  void codeEndsWithAFenceLikeTheOneThatBeganIt() {
    onTerminal(40);

    assertThat(
            shown("{\"kind\":\"text\",\"markdown\":\"````\\n```\\n**a**\\n```` b\\n`````\\n*c*\"}"))
        .isEqualTo("    ```\n    **a**\n    ```` b\n*c*\n");
  }

  @Test
  void coloursNeedATerminalThatHasThem() {
    String card =
        "{\"kind\":\"card\",\"title\":\"T\",\"state\":\"open\",\"fields\":[],\"actions\":[]}";
    onTerminal(80);
    assertThat(shown(card)).isEqualTo("\u001b[1mT\u001b[0m  \u001b[33mopen\u001b[0m\n");
    shell.environment.put("NO_COLOR", "1");
    assertThat(shown(card)).isEqualTo("T  open\n");
    shell.environment.remove("NO_COLOR");
    shell.environment.put("TERM", "dumb");
    assertThat(shown(card)).isEqualTo("T  open\n");
    shell.environment.remove("TERM");
    gateway.reply("task-list", card);
    assertThat(shell.run("task", "list", "--no-color").out()).isEqualTo("T  open\n");
  }

  @Test
  void secretIsSaidToBeShownOnce() {
    assertThat(
            shown(
                "{\"kind\":\"private\",\"secret\":true,\"reply\":{\"kind\":\"text\",\"markdown\":\"myc_1_2\"}}"))
        .isEqualTo("myc_1_2\n\nIt is shown this once; keep it somewhere safe.\n");
  }

  @Test
  void fileIsAnnouncedWithTheLineThatBringsIt() {
    String digest = "a".repeat(64);

    assertThat(
            shown(
                "{\"kind\":\"file\",\"name\":\"/x/a b.md\",\"mediaType\":\"text/markdown\",\"content\":{\"digest\":\"%s\",\"size\":1234567}}"
                    .formatted(digest)))
        .isEqualTo(
            "a b.md (text/markdown, 1.2 MB)\n  ./mycelium fetch %s --output 'a b.md'\n"
                .formatted(digest));
  }

  @Test
  void refusalNamesEveryWrongOptionAndWhatHelps() {
    gateway.answer(
        "task-list",
        new Answer(
            429,
            """
            {"status":429,"detail":"'task list' cannot run like this. Option 'max' is 'x', but takes a number.","code":"busy",
            "fields":[{"option":"max","message":"is 'x', but takes a number"},{"option":"all","message":"is not an option here"}],
            "retryAfterMs":1500,
            "ways":[{"label":"Look","style":"PLAIN","call":{"command":"task show","definition":"","options":{"task":"3"}}}]}\
            """));

    assertThat(shell.run("task", "list").err())
        .isEqualTo(
            """
            'task list' cannot run like this. Option 'max' is 'x', but takes a number.
              Option 'all' is not an option here.
            Try again in 2 s.
              Look: ./mycelium task show 3
            """);
  }

  @Test
  void sentenceOfARefusalIsSaidOnce() {
    gateway.answer(
        "task-list",
        new Answer(
            400,
            """
            {"status":400,"detail":"'invite' cannot run like this. 'a\\tb' cannot be a name.","code":"bad-options",
            "fields":[{"option":"","message":"'a\\tb' cannot be a name."}],"ways":[]}\
            """));

    assertThat(shell.run("task", "list").err())
        .isEqualTo("'invite' cannot run like this. 'a\tb' cannot be a name.\n");
  }

  @Test
  void everyKindOfReplyIsDrawnForPeople() {
    for (var kind : Reply.class.getAnnotation(JsonSubTypes.class).value()) {
      String reply =
          """
          {"kind":"%s","markdown":"here","title":"here","message":"here","empty":"here","name":"here","rows":[],
          "submit":"task create","prefill":{},"card":{"title":"here"},"reply":{"kind":"text","markdown":"here"}}\
          """
              .formatted(kind.name());

      assertThat(shown(reply)).as(kind.name()).contains("here").doesNotContain("{");
    }
  }

  @Test
  void replyOfAKindThatIsNotKnownIsShownAsItIs() {
    assertThat(shown("{\"kind\":\"map\",\"north\":\"up\\u001b[2J\"}"))
        .isEqualTo("{\"kind\":\"map\",\"north\":\"up\\u001B[2J\"}\n");
  }

  @Test
  void nothingFromOutsideReachesTheTerminal() {
    String hostile = "\\u001b[2J\\u009b1m\\u0007\\u202e";
    String field = "{\"key\":\"k\",\"label\":\"%s\",\"value\":\"%s\"}".formatted(hostile, hostile);
    String call =
        "{\"label\":\"%s\",\"call\":{\"command\":\"task create\",\"options\":{\"title\":\"%s\"}}}"
            .formatted(hostile, hostile);
    String card =
        "{\"kind\":\"card\",\"title\":\"%s\",\"state\":\"%s\",\"markdown\":\"%s\",\"fields\":[%s],\"actions\":[%s]}"
            .formatted(hostile, hostile, hostile, field, call);
    String table =
        "{\"kind\":\"table\",\"columns\":[{\"label\":\"%s\"}],\"rows\":[[\"%s\"]]}"
            .formatted(hostile, hostile);
    onTerminal(80);
    shell.environment.put("NO_COLOR", "1");
    gateway.answer("task-show", new Answer(404, Samples.problem(404, hostile, hostile)));

    String all = shown(card) + shown(table) + shell.run("task", "show", "3").err();

    assertThat(all)
        .contains("\ufffd")
        .doesNotContain("\u001b", "[2J", "\u009b", "\u0007", "\u202e");
  }
}
