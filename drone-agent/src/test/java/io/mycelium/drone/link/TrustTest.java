package io.mycelium.drone.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mycelium.core.link.Challenge;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway with a certificate that only its owner's authority knows.
final class TrustTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void aCertificateOfOnesOwnIsTrustedWhenItIsGiven() throws Exception {
    Path pem = certificate();
    HttpsServer server = server();
    URI gateway = URI.create("https://localhost:" + server.getAddress().getPort());
    try (Link known = new Link(gateway, Trust.alsoOf(pem));
        Link unknown = new Link(gateway, Trust.OF_SYSTEM)) {
      assertThat(known.ask(LinkPath.CHALLENGE, Map.of(), Challenge.class).nonce()).isEqualTo("n");
      assertThatThrownBy(() -> unknown.ask(LinkPath.CHALLENGE, Map.of(), Challenge.class))
          .isInstanceOf(StoreUnavailable.class)
          .hasStackTraceContaining("SSL");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aFileWithoutCertificatesIsRefused() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");

    assertThatThrownBy(() -> Trust.alsoOf(empty)).isInstanceOf(IOException.class);
  }

  private Path store() {
    return folder.resolve("store.p12");
  }

  private Path certificate() throws IOException, InterruptedException {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
    Path pem = folder.resolve("ca.pem");
    keytool("-exportcert", "-rfc", "-file", pem.toString());
    return pem;
  }

  private void keytool(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(words));
    line.addAll(List.of("-alias", "gateway", "-storetype", "PKCS12"));
    line.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private HttpsServer server() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    byte[] answer = "{\"nonce\":\"n\"}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    return server;
  }
}
