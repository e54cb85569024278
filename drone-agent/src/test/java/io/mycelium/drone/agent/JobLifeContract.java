package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.JobResult.Artifact;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Retry;
import io.mycelium.core.trace.TraceContext;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.Processes;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a job lives through on a drone, from its claim to its end, whether it is contained or not.
abstract class JobLifeContract {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private Workplace place;

  abstract Containment containment();

  @BeforeEach
  void start() throws IOException {
    place = new Workplace(redis.url(), containment(), UnaryOperator.identity());
  }

  @AfterEach
  void stop() throws IOException {
    place.close();
  }

  final Workplace place() {
    return place;
  }

  @Test
  void scriptThatSnoozesRunsAgainLater() {
    JobId job = place.job().shell("echo '{\"snooze\": \"10m\"}'").submit();

    await()
        .untilAsserted(() ->
            assertThat(place.queue().find(job).orElseThrow().state()).isEqualTo(JobState.DELAYED));
    assertThat(place.queue().find(job).orElseThrow().failures()).isZero();
  }

  @Test
  void scriptThatSaysNeverIsNotTriedAgain() {
    JobId job =
        place
            .job()
            .planned(Plan.STANDARD.retrying(Retry.upTo(3)))
            .shell("echo '{\"error\": \"no such user\", \"retry\": false}'; exit 1")
            .submit();

    assertThat(place.ended(job).state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void markdownOfTheReplyIsTheResult() {
    JobId job = place.job().shell("echo '{\"markdown\": \"**done**\"}'").submit();

    Job ended = place.ended(job);

    assertThat(ended.state()).isEqualTo(JobState.DONE);
    assertThat(ended.result().orElseThrow().markdown()).isEqualTo("**done**");
  }

  @Test
  void plainTextIsAResultToo() {
    JobId job = place.job().shell("printf 'two\\nlines\\n'").submit();

    assertThat(place.ended(job).result().orElseThrow().markdown()).isEqualTo("two\nlines");
  }

  @Test
  void longReplyIsCutWithANote() {
    JobId job = place.job().shell("head -c 100000 /dev/zero | tr '\\0' x").submit();

    String markdown = place.ended(job).result().orElseThrow().markdown();

    assertThat(markdown).startsWith("x".repeat(Verdict.LONGEST_MARKDOWN)).contains("left out");
    assertThat(markdown).hasSizeLessThan(Verdict.LONGEST_MARKDOWN + 200);
  }

  @Test
  void optionsAndSurroundingsAreThere() throws IOException {
    JobId job =
        place
            .job()
            .shell(
                "cat; echo; echo $MYCELIUM_JOB_ID $LANG; test $PWD = $MYCELIUM_WORK && test -d $MYCELIUM_OUT && echo there; git config safe.directory")
            .submit();

    assertThat(place.ended(job).result().orElseThrow().markdown())
        .isEqualTo("{\"name\":\"Ada\"}\n%s C.UTF-8\nthere\n*".formatted(job));
  }

  @Test
  void scriptBelongsToTheTraceOfItsCallIfItHasOne() {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    String script = "echo ${TRACEPARENT-none} ${TRACESTATE-none}";

    JobId bare = place.job().shell(script).submit();
    JobId traced =
        place
            .job()
            .traced(new TraceContext(parent, Optional.of("congo=it's $HOME")))
            .shell(script)
            .submit();

    assertThat(place.ended(bare).result().orElseThrow().markdown()).isEqualTo("none none");
    assertThat(place.ended(traced).result().orElseThrow().markdown())
        .isEqualTo(parent + " congo=it's $HOME");
  }

  @Test
  void optionsAreVariablesToo() {
    JobId job =
        place
            .job()
            .option("dry-run", BooleanNode.TRUE)
            .option("most", new IntNode(7))
            .option("words", new TextNode("it's \"$HOME\" `id`\n-- end"))
            .given("table", "a b.csv", "1,2")
            .shell(
                "echo $MYCELIUM_OPTION_NAME $MYCELIUM_OPTION_DRY_RUN $MYCELIUM_OPTION_MOST; echo \"$MYCELIUM_OPTION_WORDS\"; cat \"$MYCELIUM_OPTION_TABLE\"")
            .submit();

    assertThat(place.ended(job).result().orElseThrow().markdown())
        .isEqualTo("Ada true 7\nit's \"$HOME\" `id`\n-- end\n1,2");
  }

  @Test
  void optionThatNoVariableCarriesIsOnStandardInputAlone() {
    JobId job =
        place
            .job()
            .option("long", new TextNode("x".repeat(OptionVariables.LONGEST + 1)))
            .option("null", new TextNode("a\0b"))
            .shell("env | grep -c 'OPTION_LONG\\|OPTION_NULL'; wc -c")
            .submit();

    assertThat(place.ended(job).result().orElseThrow().markdown())
        .startsWith("0\n32")
        .hasSize("0\n32825".length());
  }

  @Test
  void javaSaysNothingOfItsHeapInTheLog() {
    JobId job =
        place.job().shell("java -version 2>&1 | grep -c Picked >&2; java -version").submit();

    Job ended = place.ended(job);

    assertThat(ended.state()).isEqualTo(JobState.DONE);
    assertThat(place.log(job)).startsWith("1").noneMatch(line -> line.contains("Picked up"));
  }

  @Test
  void programOfThePackageIsFoundBeforeThePath() {
    JobId job = place.job().file("ls", true, "#!/bin/sh\necho ours").run("ls").submit();

    assertThat(place.ended(job).result().orElseThrow().markdown()).isEqualTo("ours");
  }

  @Test
  void logAndProgressArriveInOrder() {
    JobId job =
        place
            .job()
            .shell(
                "for i in 1 2 3 4 5 6 7 8 9 10; do echo line $i >&2; echo \"@progress ${i}0 step $i\" >&2; done")
            .submit();

    Job ended = place.ended(job);

    assertThat(place.log(job))
        .containsExactly(
            Stream.iterate(1, i -> i + 1).limit(10).map(i -> "line " + i).toArray(String[]::new));
    assertThat(ended.progress()).contains(new JobProgress(100, "step 10"));
  }

  @Test
  void progressIsSeenWhileTheJobRuns() {
    JobId job = place.job().shell("echo '@progress 40 Reading' >&2; exec sleep 60").submit();

    await()
        .untilAsserted(() ->
            assertThat(place.queue().find(job).orElseThrow().progress())
                .contains(new JobProgress(40, "Reading")));
  }

  @Test
  void longLineIsCut() {
    JobId job = place.job().shell("head -c 50000 /dev/zero | tr '\\0' x >&2").submit();

    place.ended(job);

    assertThat(place.log(job)).singleElement().asString().endsWith("x [line cut]").hasSize(4011);
  }

  @Test
  void filesAreKept() throws IOException {
    JobId job =
        place
            .job()
            .shell("cd $MYCELIUM_OUT; echo one >b.md; echo >.unfinished; mkdir folder; echo >a.bin")
            .submit();

    List<Artifact> files = place.ended(job).result().orElseThrow().files();

    assertThat(files).extracting(Artifact::name).containsExactly("a.bin", "b.md");
    assertThat(files)
        .extracting(Artifact::mediaType)
        .containsExactly("application/octet-stream", "text/markdown");
    try (var content = place.otherSource().open(files.getLast().content().digest()).orElseThrow()) {
      assertThat(content).hasContent("one\n");
    }
  }

  @Test
  void tooManyFilesAreLeftOutWithANote() {
    JobId job =
        place.job().shell("cd out; for i in $(seq 25); do echo $i >$i; done; echo ok").submit();

    var result = place.ended(job).result().orElseThrow();

    assertThat(result.files()).hasSize(20);
    assertThat(result.markdown()).startsWith("ok").contains("5 more files");
  }

  @Test
  void anyNumberOfFilesIsCountedAndTheFirstAreKept() {
    JobId job =
        place.job().shell("cd out; seq 300 | split -l 1 -a 4 - f; touch .hidden; echo ok").submit();

    var result = place.ended(job).result().orElseThrow();

    assertThat(result.files())
        .extracting(Artifact::name)
        .hasSize(20)
        .startsWith("faaaa", "faaab")
        .endsWith("faaat");
    assertThat(result.markdown()).contains("280 more files");
  }

  @Test
  void linkAmongTheFilesIsNotFollowed() throws IOException {
    Path secret = Files.writeString(place.data().resolve("secret"), "the drone's own");
    JobId job =
        place
            .job()
            .shell(
                "ln -s %s out/stolen; ln -s /etc/shadow out/shadow; echo own >out/own"
                    .formatted(secret))
            .submit();

    assertThat(place.ended(job).result().orElseThrow().files())
        .extracting(Artifact::name)
        .containsExactly("own");
  }

  @Test
  void linkInPlaceOfTheFolderIsNotFollowed() throws IOException {
    Files.writeString(Files.createDirectory(place.data().resolve("private")).resolve("f"), "own");
    JobId job =
        place
            .job()
            .shell("rmdir out; ln -s %s out".formatted(place.data().resolve("private")))
            .submit();

    assertThat(place.ended(job).result().orElseThrow().files()).isEmpty();
  }

  @Test
  void errorOfTheScriptIsItsFailure() {
    JobId job =
        place.job().shell("echo log >&2; echo '{\"error\": \"No such tag.\"}'; exit 1").submit();

    Job ended = place.ended(job);

    assertThat(ended.state()).isEqualTo(JobState.FAILED);
    assertThat(ended.failure().orElseThrow().code()).isEqualTo("exit");
    assertThat(ended.failure().orElseThrow().exit()).contains(1);
    assertThat(ended.failure().orElseThrow().message()).isEqualTo("No such tag.");
  }

  @Test
  void lastLinesExplainAFailureWithoutWords() {
    JobId job =
        place.job().shell("for i in 1 2 3 4 5 6 7; do echo line $i >&2; done; exit 3").submit();

    assertThat(place.ended(job).failure().orElseThrow().message())
        .isEqualTo("It ended with code 3.\nline 3\nline 4\nline 5\nline 6\nline 7");
  }

  @Test
  void lastLinesOfAReplyExplainAFailureWithoutALog() {
    JobId said = place.job().shell("seq 100; echo 'cannot go on'; echo; exit 3").submit();
    JobId silent = place.job().shell("echo; exit 3").submit();

    assertThat(place.ended(said).failure().orElseThrow().message())
        .isEqualTo("It ended with code 3.\n97\n98\n99\n100\ncannot go on");
    assertThat(place.ended(silent).failure().orElseThrow().message())
        .isEqualTo("It ended with code 3 and said nothing.");
  }

  @Test
  void signalIsNamed() {
    JobId job = place.job().shell("kill -KILL $$").submit();

    assertFailure(job, "killed", "SIGKILL");
    assertFailure(job, "killed", "512 MiB of memory");
  }

  @Test
  void signalThatIsNotOfMemoryIsNamedAlone() {
    JobId job = place.job().shell("kill -TERM $$").submit();

    assertThat(place.ended(job).failure().orElseThrow().message())
        .isEqualTo("It was ended by signal 15 (terminated, SIGTERM).");
  }

  @Test
  void timeoutEndsTheTree() {
    String name = "late-" + UUID.randomUUID();
    JobId job = place.job().shell(sleeper(name)).within(Duration.ofSeconds(1)).submit();

    assertFailure(job, "timeout", "1 s");
    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
  }

  @Test
  void tooLongAReplyIsAFailure() {
    JobId job = place.job().shell("head -c 2000000 /dev/zero | tr '\\0' x; sleep 60").submit();

    assertFailure(job, "output-limit", "1 MiB");
  }

  @Test
  void outputIsLimitedByTheJob() {
    JobId job = place.job().shell("yes >&2").printing(100 << 10).submit();

    assertFailure(job, "output-limit", "100 KiB");
  }

  @Test
  void outputThatIsNotKeptCountsToo() {
    JobId invisible =
        place.job().shell("yes $(printf '\\033[0m') >&2").printing(100 << 10).submit();
    JobId endless = place.job().shell("tr '\\0' x </dev/zero >&2").printing(100 << 10).submit();

    assertFailure(invisible, "output-limit", "100 KiB");
    assertFailure(endless, "output-limit", "100 KiB");
  }

  @Test
  void filesCountAsOutput() {
    JobId job =
        place
            .job()
            .shell("head -c 60000 /dev/zero >out/a; head -c 60000 /dev/zero >out/b")
            .printing(100 << 10)
            .submit();

    assertFailure(job, "output-limit", "100 KiB");
  }

  @Test
  void tenMegabytesOfLogDoNotStopAJob() {
    JobId job =
        place
            .job()
            .shell("yes 'a line of the log that says nothing new' | head -c 10000000 >&2; echo ok")
            .submit();

    Job ended = place.ended(job);

    assertThat(ended.state()).isEqualTo(JobState.DONE);
    assertThat(place.log(job).getLast()).contains("log is full");
  }

  @Test
  void cancelEndsTheTree() {
    String name = "cancelled-" + UUID.randomUUID();
    JobId job = place.job().shell(sleeper(name)).submit();
    await().until(() -> !Processes.whoseCommandHolds(name).isEmpty());

    place.queue().cancel(job, "no need any more");

    assertThat(place.ended(job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
  }

  @Test
  void pathBelowARootIsReadable() throws IOException {
    Path file = Files.writeString(place.root().resolve("file"), "content");
    JobId job = place.job().shell("cat " + file).reading(file).submit();

    assertThat(place.ended(job).result().orElseThrow().markdown()).isEqualTo("content");
  }

  @Test
  void pathThatJobsMayWriteIsWritten() throws IOException {
    Path folder = Files.createDirectories(place.target().resolve("shop"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    JobId job =
        place.job().shell("echo done >%s/file; echo ok".formatted(folder)).writing(folder).submit();

    assertThat(place.ended(job).state()).isEqualTo(JobState.DONE);
    assertThat(folder.resolve("file")).hasContent("done\n");
  }

  @Test
  void pathThatJobsMayOnlyReadIsNotWritten() throws IOException {
    Path folder = Files.createDirectories(place.root().resolve("repository"));
    JobId job = place.job().shell("echo no").writing(folder).submit();

    assertFailure(job, "path-refused", "lies outside of what jobs may write here");
  }

  @Test
  void linkOutOfWhatJobsMayWriteIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(place.target().resolve("link"), place.root());
    JobId job = place.job().shell("echo no").writing(link).submit();

    assertFailure(job, "path-refused", "lies outside of what jobs may write here");
  }

  @Test
  void pathOutsideOfTheRootsIsRefused() {
    JobId job = place.job().shell("echo no").reading(Path.of("/usr")).submit();

    assertFailure(job, "path-refused", "/usr");
  }

  @Test
  void maskedPathIsRefused() throws IOException {
    Path masked = Files.createDirectories(place.secret().resolve("keys"));
    JobId job = place.job().shell("echo no").reading(masked).submit();

    assertFailure(job, "path-refused", "secret");
  }

  @Test
  void missingPackageIsAFailure() {
    assertFailure(
        place.job().shell("echo no").withoutPackage().submit(), "package-missing", "test");
  }

  @Test
  void packageMayNotBringFilesOfItsOwn() {
    JobId job = place.job().shell("echo no").file("out/planted", false, "text").submit();

    assertFailure(job, "package-broken", "out");
  }

  @Test
  void fileOfTheCallIsFoundWhereItsOptionSays() {
    JobId job =
        place
            .job()
            .shell(
                "p=$(sed 's/.*\"table\":\"\\([^\"]*\\)\".*/\\1/'); cat \"$p\"; echo; test \"$p\" = \"$MYCELIUM_WORK/in/table/it's \\$(id) 漢.csv\" && echo there")
            .given("table", "it's $(id) 漢.csv", "1,2,3")
            .given("other", "it's $(id) 漢.csv", "4")
            .submit();

    assertThat(place.ended(job).result().orElseThrow().markdown()).isEqualTo("1,2,3\nthere");
  }

  @Test
  void fileThatIsGoneIsAFailure() {
    assertFailure(
        place.job().shell("echo no").givenWhatIsGone("table", "q3.csv").submit(),
        "file-missing",
        "The file q3.csv of option 'table' is not in the store any more");
  }

  @Test
  void packageMayNotBringWhatIsGiven() {
    JobId job =
        place
            .job()
            .shell("echo no")
            .file("in/table/q3.csv", false, "planted")
            .given("table", "q3.csv", "1,2,3")
            .submit();

    assertFailure(job, "package-broken", "in or out");
  }

  @Test
  void nothingStaysOfFilesThatWereGiven() throws IOException {
    JobId job = place.job().shell("echo ok").given("table", "q3.csv", "1,2,3").submit();

    place.ended(job);

    Path work = place.data().resolve("work");
    await().untilAsserted(() -> assertThat(work).isEmptyDirectory());
  }

  @Test
  void missingProgramIsAFailure() {
    JobId job = place.job().file("a", false, "").run("no-such-program").submit();

    assertFailure(job, "exit", "no-such-program");
  }

  @Test
  void endOfTheDroneGivesTheJobBack() {
    String name = "given-back-" + UUID.randomUUID();
    JobId job = place.job().shell(sleeper(name)).submit();
    await().until(() -> !Processes.whoseCommandHolds(name).isEmpty());

    place.stopAgent();

    assertThat(place.queue().find(job).orElseThrow().state()).isEqualTo(JobState.WAITING);
    assertThat(place.queue().drones()).isEmpty();
    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
  }

  @Test
  void nothingStaysInTheWorkFolder() throws IOException {
    JobId job = place.job().shell("mkdir closed; touch closed/f; chmod 0 closed").submit();

    place.ended(job);

    Path work = place.data().resolve("work");
    await().untilAsserted(() -> assertThat(work).isEmptyDirectory());
  }

  @Test
  void droneTellsHowItIs() {
    await().until(() -> !place.queue().drones().isEmpty());

    var drone = place.queue().drones().getFirst();

    assertThat(drone.tags()).contains("extra", "linux");
    assertThat(drone.tags().contains("contained"))
        .isEqualTo(containment() instanceof Containment.Bubblewrap);
    assertThat(drone.advice().isPresent()).isEqualTo(containment() instanceof Containment.None);
    assertThat(drone.slots()).isEqualTo(2);
    assertThat(drone.memoryBytes()).isPositive();
  }

  final void assertFailure(JobId job, String code, String words) {
    Job ended = place.ended(job);

    assertThat(ended.failure().orElseThrow().code()).isEqualTo(code);
    assertThat(ended.failure().orElseThrow().message()).contains(words);
  }

  /// A tree of processes that would not end by itself, with `name` on its command lines.
  static String sleeper(String name) {
    return "sh -c 'sleep 600; : %s' & (sh -c 'trap \"\" TERM; sleep 600; : %s') & wait"
        .formatted(name, name);
  }
}
