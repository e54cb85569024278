package io.mycelium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.cli.Shell.Run;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files on their way from a line to the gateway.
class UploadTest {
  private static final String OK = "{\"kind\":\"text\",\"markdown\":\"Done.\"}";
  private static final int LARGE = 5_000_000;

  @AutoClose private final StandInGateway gateway = new StandInGateway();
  private final Shell shell;

  UploadTest(@TempDir Path temp) throws IOException {
    gateway.reply("show", OK);
    shell = Shell.before(gateway, temp);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(shell.work.resolve(name), content);
  }

  @Test
  void aFileIsUploadedBeforeTheCallThatNamesIt() throws IOException {
    write("the numbers ü.csv", "1,2,3");

    Run run = shell.run("show", "the numbers ü.csv", "--note", "see");

    assertThat(run).isEqualTo(new Run(0, "Done.\n", ""));
    var upload = gateway.uploads().getFirst();
    assertThat(upload.query()).isEqualTo("name=the%20numbers%20%C3%BC.csv");
    assertThat(upload.content()).asString().isEqualTo("1,2,3");
    assertThat(upload.headers()).doesNotContainKeys("Expect", "Transfer-encoding");
    assertThat(gateway.calls().getFirst().body())
        .isEqualTo("{\"note\":\"see\",\"file\":" + upload.file() + "}");
    assertThat(gateway.catalogsSent()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNamedTwiceIsUploadedOnce() throws IOException {
    write("a.csv", "1,2,3");

    shell.run("show", "a.csv", "--other", "a.csv");

    var upload = gateway.uploads().getFirst();
    assertThat(gateway.uploads()).hasSize(1);
    assertThat(gateway.calls().getFirst().body())
        .isEqualTo("{\"other\":%s,\"file\":%s}".formatted(upload.file(), upload.file()));
  }

  @Test
  void standardInputIsAFileToo() {
    shell.input = "from a pipe";

    Run run = shell.run("show", "--file", "-");

    assertThat(run.code()).as(run.err()).isZero();
    var upload = gateway.uploads().getFirst();
    assertThat(upload.query()).isEqualTo("name=input");
    assertThat(upload.content()).asString().isEqualTo("from a pipe");
    assertThat(upload.headers().get("Transfer-encoding")).containsExactly("chunked");
  }

  @Test
  void standardInputIsReadOnce() {
    Run run = shell.run("show", "--file", "-", "--note", "-");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Standard input can be read once: for --file or for --note.");
    assertThat(gateway.uploads()).isEmpty();
  }

  @Test
  void whatWasUploadedBeforeIsNotUploadedAgain() {
    String file = "blob:" + "ab".repeat(32) + "/5/text/csv/q3 (1).csv";

    Run run = shell.run("show", file);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(gateway.uploads()).isEmpty();
    assertThat(gateway.calls().getFirst().body())
        .isEqualTo(
            "{\"file\":{\"digest\":\"%s\",\"name\":\"q3 (1).csv\",\"mediaType\":\"text/csv\",\"size\":5}}"
                .formatted("ab".repeat(32)));
  }

  @Test
  void aFileThatIsNotThereIsToldWithTheNearest() throws IOException {
    write("q3.csv", "1");

    Run run = shell.run("show", "q3.cvs");

    assertThat(run)
        .isEqualTo(
            new Run(2, "", "There is no file 'q3.cvs' for --file. Did you mean 'q3.csv'?\n"));
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void nothingIsSentUnlessAllFilesAreThere() throws IOException {
    write("a.csv", "1");

    Run run = shell.run("show", "a.csv", "--other", "b/c.csv");

    assertThat(run.err()).isEqualTo("There is no file 'b/c.csv' for --other.\n");
    assertThat(gateway.uploads()).isEmpty();
  }

  @Test
  void aFolderIsRefusedWithWhatToDo() throws IOException {
    Files.createDirectories(shell.work.resolve("sub/reports"));

    Run run = shell.run("show", "--file", "sub/reports");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("'sub/reports' is a folder; --file takes one file.")
        .contains("'tar -czf reports.tar.gz sub/reports' makes one of it.");
  }

  @Test
  void namesThatATerminalWouldObeyAreShownHarmless() {
    Run run = shell.run("show", "a\u001b[2J\u202eb");

    assertThat(run.err()).contains("'ab'").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void aLargeFileShowsHowFarItIs() throws IOException {
    Files.write(shell.work.resolve("big.bin"), new byte[LARGE]);
    shell.terminal = new Terminal(false, false, true, 80);

    Run run = shell.run("show", "big.bin");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("Done.\n");
    assertThat(run.err())
        .contains("[##########", "100% uploading big.bin, 5 MB")
        .endsWith("\u001b[K");
    assertThat(gateway.uploads().getFirst().content()).hasSize(LARGE);
    assertThat(gateway.uploads().getFirst().headers().get("Expect")).contains("100-continue");
  }

  @Test
  void programsThatReadJsonAreNotToldHowFarItIs() throws IOException {
    Files.write(shell.work.resolve("big.bin"), new byte[LARGE]);

    assertThat(shell.run("show", "big.bin", "--json").err()).isEmpty();
    assertThat(shell.run("show", "big.bin").err())
        .hasLineCount(5)
        .endsWith("100% uploading big.bin, 5 MB\n");
  }

  @Test
  void aRefusalIsToldWithTheFile() throws IOException {
    Files.write(shell.work.resolve("big.bin"), new byte[LARGE]);
    gateway.refuseUploads(413, "too-large", "A file has at most 1 MiB here.");

    Run run = shell.run("show", "big.bin", "--json");
    Run forPeople = shell.run("show", "big.bin");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("\"code\":\"too-large\"");
    assertThat(forPeople.err())
        .contains("A file has at most 1 MiB here.")
        .contains("'big.bin' has 5 MB.");
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void aGatewayThatRefusesBeforeItCameIsHeard() throws Exception {
    Files.write(shell.work.resolve("big.bin"), new byte[20 * LARGE]);
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> came =
          answering(
              server,
              "HTTP/1.1 413 No\r\nContent-Length: %d\r\n\r\n%s",
              Samples.problem(413, "too-large", "A file has at most 1 MiB here."));
      Run run = at(server).run("show", "big.bin");

      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("A file has at most 1 MiB here.");
      assertThat(came.get()).isZero();
    }
  }

  /// Knows the catalogue already, and calls another gateway.
  private Shell at(ServerSocket server) throws IOException {
    shell.run("task", "list");
    String from = gateway.url();
    String to = "http://127.0.0.1:" + server.getLocalPort();
    Shell.names(shell.data, to, ProcessHandle.current().pid());
    Path cache = shell.data.resolve("cache");
    Path copy = cache.resolve("catalog-" + Integer.toHexString(from.hashCode()) + ".json");
    Files.writeString(
        cache.resolve("catalog-" + Integer.toHexString(to.hashCode()) + ".json"),
        Files.readString(copy).replace(from, to));
    return shell;
  }

  /// Answers one request as soon as its head is there.
  ///
  /// @return how many bytes of the body came
  private static CompletableFuture<Integer> answering(
      ServerSocket server, String answer, String body) {
    var came = new CompletableFuture<Integer>();
    Thread.ofVirtual()
        .start(() -> {
          try (Socket call = server.accept()) {
            InputStream in = call.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
              head.append((char) in.read());
            }
            call.getOutputStream()
                .write(answer.formatted(body.length(), body).getBytes(StandardCharsets.US_ASCII));
            call.shutdownOutput();
            came.complete(in.readAllBytes().length);
          } catch (IOException e) {
            came.completeExceptionally(e);
          }
        });
    return came;
  }

  @Test
  void aGatewayThatIsLostOnTheWayIsToldOf() throws Exception {
    write("a.csv", "1,2,3");
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      answering(server, "", "");

      Run run = at(server).run("show", "a.csv");

      assertThat(run.code()).isEqualTo(69);
      assertThat(run.err()).contains("'a.csv' has 5 bytes. Nothing of it was kept.");
    }
  }

  @Test
  void aCallThatIsOfferedNamesTheFileInOneLine() {
    String file =
        "{\"digest\":\"%s\",\"name\":\"q3.csv\",\"mediaType\":\"text/csv\",\"size\":5}"
            .formatted("ab".repeat(32));
    gateway.reply(
        "task-list",
        """
        {"kind":"card","title":"A card","markdown":"","fields":[],"actions":[
        {"label":"Show","style":"PLAIN","call":{"command":"show","definition":"","options":{"file":%s}}},
        {"label":"Other","style":"PLAIN","call":{"command":"un known","definition":"","options":{"file":%s}}}]}\
        """
            .formatted(file, file));

    Run run = shell.run("task", "list");

    assertThat(run.out())
        .contains("./mycelium show blob:" + "ab".repeat(32) + "/5/text/csv/q3.csv")
        .contains("./mycelium un known --file blob:" + "ab".repeat(32) + "/5/text/csv/q3.csv");
  }
}
