package io.mycelium.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
  enum Colour {
    RED,
    LIGHT_BLUE
  }

  record Options(
      @Help("what") @Positional Reference thing,
      @Help("to whom") @Positional Optional<PeerName> to,
      @Help("said") @Positional Optional<String> text,
      @Help("more") Optional<String> notes,
      @Help("how many") @Standard("5") @Bounds(min = -10, max = 1000) int count,
      @Help("colour") @Standard("red") Colour colour,
      @Help("all of it") boolean all,
      @Help("how long") Optional<Duration> within,
      @Help("where") Optional<Path> path,
      @Help("in which room") Optional<RoomId> in,
      @Help("a file") Optional<FileRef> file) {}

  private static final Command<Options> COMMAND =
      Command.named("thing", "do")
          .summary("Do a thing")
          .handledBy(Options.class, (_, _) -> new Reply.Text("done"));

  @Test
  void readsPositionalAndNamedValues() {
    var read = parse("12 ada hello there --count=7 --colour light-blue --all world");

    assertThat(read)
        .isEqualTo(
            Json.object()
                .put("count", 7L)
                .put("colour", "light-blue")
                .put("all", true)
                .put("thing", "12")
                .put("to", "ada")
                .put("text", "hello there world"));
  }

  @Test
  void leavesPositionalValuesThatWereNamedToTheirNames() {
    var read = parse("hello --to=ada --thing #12");

    assertThat(read.path("text").asText()).isEqualTo("hello");
    assertThat(read.path("thing").asText()).isEqualTo("12");
  }

  @Test
  void takesEverythingBehindTwoDashesAsPositional() {
    var read = parse("12 -- ada --all -- x");

    assertThat(read.path("to").asText()).isEqualTo("ada");
    assertThat(read.path("text").asText()).isEqualTo("--all -- x");
    assertThat(read.has("all")).isFalse();
  }

  @Test
  void keepsWhatDoesNotFitForTheSchemaToRefuse() {
    var read = parse("twelve! --count many --coulour red --path a/b");

    assertThat(read)
        .isEqualTo(
            Json.object()
                .put("count", "many")
                .put("coulour", "red")
                .put("path", "a/b")
                .put("thing", "twelve!"));
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThatThrownBy(() -> parse("12 --notes --all"))
        .isInstanceOf(CommandLine.Unreadable.class)
        .hasMessageContaining("--notes needs a value")
        .hasMessageContaining("--notes=VALUE");
    assertThatThrownBy(() -> parse("12 --notes a --notes b")).hasMessageContaining("given twice");
    assertThatThrownBy(() -> parse("12 --text x --to y z"))
        .hasMessage("'z' is one word too many; put a value of several words in quotes.");
    assertThatThrownBy(() -> ShellWords.split("task create 'oops"))
        .hasMessageContaining("does not end");
  }

  @Test
  void shortOptionsAreRefusedWithTheNearestLongOne() {
    assertThatThrownBy(() -> parse("12 -n more"))
        .isInstanceOf(CommandLine.Unreadable.class)
        .hasMessage(
            "There are no short options such as '-n'. Did you mean '--notes'? Text that begins like one stands behind '--'.");
    assertThatThrownBy(() -> parse("12 ada -colour red")).hasMessageContaining("'--colour'?");
    assertThatThrownBy(() -> parse("12 -xyzzy"))
        .hasMessage(
            "There are no short options such as '-xyzzy'. Text that begins like one stands behind '--'.");
  }

  @Test
  void dashesThatAreNoShortOptionAreText() {
    assertThat(parse("12 ada -5 - '-n is a flag'").path("text").asText())
        .isEqualTo("-5 - -n is a flag");
    assertThat(parse("12 --notes -n").path("notes").asText()).isEqualTo("-n");
    assertThat(parse("12 ada -- -n").path("text").asText()).isEqualTo("-n");
  }

  @Test
  void printsWhatAPersonWouldType() {
    var options =
        Json.object()
            .put("thing", "12")
            .put("text", "it's done")
            .put("count", 5L)
            .put("colour", "light-blue")
            .put("all", true)
            .put("within", "PT48H");

    assertThat(CommandLine.print(call(options), COMMAND))
        .isEqualTo("thing do 12 --text 'it'\\''s done' --colour light-blue --all --within 2d");
  }

  @Test
  void printsForThoseWhoAgreeWhatTheCommandSupplies() {
    var options = Json.object().put("thing", "12").put("count", 5L).put("all", false);

    assertThat(CommandLine.print(call(options), COMMAND)).isEqualTo("thing do 12");
    assertThat(CommandLine.printWhole(call(options), COMMAND)).isEqualTo("thing do 12 --count 5");
  }

  @Test
  void printsAFileOnOneLine() {
    var options = Json.object().put("thing", "12");
    options.set("file", file("the numbers.csv", 5));

    assertThat(CommandLine.print(call(options), COMMAND))
        .isEqualTo(
            "thing do 12 --file 'blob:%s/5/text/csv/the numbers.csv'".formatted("ab".repeat(32)));
  }

  @Test
  void keepsAPathForTheSurfaceToUpload() {
    assertThat(parse("12 --file ../q3.csv").path("file").textValue()).isEqualTo("../q3.csv");
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsPrintedReadsBackAsTheSameCall(int seed) {
    ObjectNode canonical = canonical(seed);

    String line = CommandLine.print(call(canonical), COMMAND);

    List<String> words = ShellWords.split(line);
    assertThat(words.subList(0, 2)).containsExactly("thing", "do");
    var read = CommandLine.parse(words.subList(2, words.size()), COMMAND.options().options());
    assertThat(bound(read)).isEqualTo(canonical);
  }

  @Test
  void aShellSplitsWhatIsPrintedIntoTheSameWords() throws IOException, InterruptedException {
    List<String> lines =
        seeds().mapToObj(seed -> CommandLine.print(call(canonical(seed)), COMMAND)).toList();
    String script =
        lines.stream().map(line -> "printf '%s\\0' " + line).collect(Collectors.joining("\n"));

    Process shell = new ProcessBuilder("/bin/sh", "-s").redirectErrorStream(true).start();
    Thread.ofVirtual().start(() -> send(shell, script));
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor()).isZero();
    assertThat(List.of(out.split("\0", -1)))
        .startsWith(
            lines.stream().flatMap(line -> ShellWords.split(line).stream()).toArray(String[]::new));
  }

  private static void send(Process shell, String script) {
    try (var in = shell.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode canonical(int seed) {
    var random = new SplittableRandom(seed);
    ObjectNode given = Json.object();
    given.put("thing", random.nextBoolean() ? "12" : "tsk_01ab");
    maybe(random, () -> given.put("to", random.nextBoolean() ? "Ada Lovelace" : "ada"));
    maybe(random, () -> given.put("text", text(random)));
    maybe(random, () -> given.put("notes", text(random)));
    maybe(random, () -> given.put("count", random.nextInt(-10, 1001)));
    maybe(random, () -> given.put("colour", random.nextBoolean() ? "red" : "light-blue"));
    maybe(random, () -> given.put("all", random.nextBoolean()));
    maybe(
        random,
        () ->
            given.put(
                "within",
                Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 40))).toString()));
    maybe(random, () -> given.put("path", "/tmp/" + text(random).replaceAll("[\n\t]", "")));
    maybe(random, () -> given.put("in", "ops-2"));
    maybe(random, () -> given.set("file", file(text(random), random.nextInt(1 << 26))));
    return bound(given);
  }

  private static ObjectNode file(String name, int size) {
    return FileRef.of(new BlobRef("ab".repeat(32), size), name, "").tree();
  }

  private static void maybe(SplittableRandom random, Runnable then) {
    if (random.nextInt(3) > 0) {
      then.run();
    }
  }

  private static String text(SplittableRandom random) {
    String letters = "ab- -='\"\\$`!*?#~{}()<>|&;\n\té漢%";
    return random
        .ints(random.nextInt(12), 0, letters.length())
        .mapToObj(i -> letters.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static ObjectNode bound(ObjectNode given) {
    if (COMMAND.options().bind(given) instanceof Bound.Fits<Options>(_, var canonical)) {
      return canonical;
    }
    throw new AssertionError("does not fit: " + given);
  }

  private static ObjectNode parse(String line) {
    return CommandLine.parse(ShellWords.split(line), COMMAND.options().options());
  }

  private static Call call(ObjectNode options) {
    return new Call(COMMAND.name(), COMMAND.definition(), options);
  }
}
