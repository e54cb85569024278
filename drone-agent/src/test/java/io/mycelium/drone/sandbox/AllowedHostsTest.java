package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mycelium.core.job.HostPattern;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.SandboxFixture.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How a contained command reaches the hosts on its list, and no others.
@NeedsBubblewrap
final class AllowedHostsTest {
  private final SandboxFixture fixture = SandboxFixture.contained();
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
  private final int port = server.getAddress().getPort();

  AllowedHostsTest() throws IOException {
    byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void close() throws IOException {
    server.stop(0);
    fixture.close();
  }

  @Test
  void ordinaryProgramReachesAHostOnTheList() throws Exception {
    Ended ended = fixture.ended(with(fetching(port), "127.0.0.1:" + port));

    assertThat(ended.stdout()).isEqualTo("hello\n");
    assertThat(ended.notes()).isEmpty();
  }

  @Test
  void programSpeaksForItselfThroughATunnel() throws Exception {
    String script =
        """
        import http.client
        proxied = http.client.HTTPConnection('127.0.0.1', 3128)
        proxied.set_tunnel('127.0.0.1', %d)
        proxied.request('GET', '/')
        print(proxied.getresponse().read().decode())
        """
            .formatted(port);

    Ended ended = fixture.ended(with(fixture.run("python3", "-c", script), "127.0.0.1:" + port));

    assertThat(ended.stdout()).isEqualTo("hello\n");
  }

  @Test
  void refusedHostIsToldOnceAndTheProgramIsToldWhy() throws Exception {
    String twice =
        "for i in 1 2; do python3 -c \"%s\"; done".formatted(fetching(port).argv().getLast());

    Ended ended = fixture.ended(with(fixture.shell(twice), "pypi.org:443", "127.0.0.1:1"));

    String why =
        "The connection to 127.0.0.1:%d was refused: it is not on the list of the function's network."
            .formatted(port);
    assertThat(ended.stdout()).isEqualTo((why + "\n\n").repeat(2));
    assertThat(ended.notes()).containsExactly(why);
  }

  @Test
  void nameThatLeadsToTheMachineIsRefused() throws Exception {
    String script = fetching(port).argv().getLast().replace("127.0.0.1", "localhost");

    Ended ended = fixture.ended(with(fixture.run("python3", "-c", script), "localhost:" + port));

    assertThat(ended.stdout()).contains("a private address that the list");
  }

  @Test
  void thereIsNoOtherWayOut() throws Exception {
    String script =
        """
        import socket
        for to in [('127.0.0.1', %d), ('192.0.2.1', 80)]:
            try:
                socket.create_connection(to, 5)
            except OSError as e:
                print(e.strerror)
        try:
            socket.getaddrinfo('pypi.org', 443)
        except OSError:
            print('no names')
        """
            .formatted(port);

    Ended ended = fixture.ended(with(fixture.run("python3", "-c", script), "127.0.0.1:" + port));

    assertThat(ended.stdout().lines())
        .containsExactly("Connection refused", "Network is unreachable", "no names");
  }

  @Test
  void nothingOfOursStaysInside() throws Exception {
    String script =
        "ls -d /proc/[0-9]* | wc -l; python3 -c \"import socket; socket.socket(socket.AF_UNIX).connect('/run/mycelium/egress')\"";

    Ended ended = fixture.ended(with(fixture.shell(script), "pypi.org:443"));

    assertThat(Integer.parseInt(ended.stdout().strip())).isLessThan(6);
    assertThat(ended.stderr()).contains("Connection refused");
  }

  @Test
  void connectionThatHangsEndsWithItsRun() throws Exception {
    try (var deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Run run = with(fetching(deaf.getLocalPort()), "127.0.0.1:" + deaf.getLocalPort());
      Execution execution = fixture.sandbox().start(run, RunOutput.discarding());
      deaf.setSoTimeout(30_000);
      try (var accepted = deaf.accept()) {
        execution.kill();

        assertThat(execution.await()).isEqualTo(new Outcome.Cancelled());
        accepted.setSoTimeout(5_000);
        assertThat(accepted.getInputStream().readAllBytes()).isNotEmpty();
      }
    }
    assertThat(fixture.folder("sandbox/egress")).isEmptyDirectory();
  }

  private Run fetching(int at) throws IOException {
    return fixture.run(
        "python3",
        "-c",
        """
        import urllib.request, urllib.error
        try:
            print(urllib.request.urlopen('http://127.0.0.1:%d/').read().decode())
        except urllib.error.HTTPError as e:
            print(e.read().decode())
        """
            .formatted(at));
  }

  private static Run with(Run run, String... list) {
    List<HostPattern> hosts =
        Stream.of(list).map(text -> HostPattern.parse(text).orElseThrow()).toList();
    return run.withNetwork(new NetworkPolicy.Allowed(hosts));
  }
}
