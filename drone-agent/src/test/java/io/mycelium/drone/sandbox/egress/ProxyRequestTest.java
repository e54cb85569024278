package io.mycelium.drone.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRequestTest {
  @Test
  void tunnelLeadsToWhatConnectNames() throws IOException {
    ProxyRequest request =
        read("CONNECT pypi.org:443 HTTP/1.1\r\nHost: evil\r\n\r\n").orElseThrow();

    assertThat(request.to()).isEqualTo(new Destination("pypi.org", 443));
    assertThat(request.tunnel()).isTrue();
  }

  @Test
  void requestIsPassedOnForTheHostOfItsAddress() throws IOException {
    ProxyRequest request =
        read("GET http://example.org/a?b HTTP/1.1\r\nHost: other\r\nProxy-Connection: keep-alive\r\nAccept: */*\r\n\r\n")
            .orElseThrow();

    assertThat(request.to()).isEqualTo(new Destination("example.org", 80));
    assertThat(request.head())
        .isEqualTo(
            "GET /a?b HTTP/1.1\r\nHost: example.org\r\nAccept: */*\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "CONNECT pypi.org HTTP/1.1\r\n\r\n",
        "CONNECT pypi.org:0 HTTP/1.1\r\n\r\n",
        "CONNECT a@b:443 HTTP/1.1\r\n\r\n",
        "GET http://user@host/ HTTP/1.1\r\n\r\n",
        "GET https://host/ HTTP/1.1\r\n\r\n",
        "CONNECT pypi.org:443 HTTP/2\r\n\r\n",
        "CONNECT pypi.org:443 HTTP/1.1\r\n",
        ""
      })
  void whatIsNoRequestToAProxyIsNone(String text) throws IOException {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void headWithoutEndIsNotReadForEver() throws IOException {
    assertThat(read("GET http://a/ HTTP/1.1\r\n" + "A: b\r\n".repeat(10_000))).isEmpty();
  }

  private static Optional<ProxyRequest> read(String text) throws IOException {
    return ProxyRequest.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
