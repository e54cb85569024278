package io.mycelium.core.link;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// Where a gateway is reached: `https://mycelium.example.org`, with a port where it is not the
/// scheme's own.
public record GatewayOrigin(@JsonValue String text) {
  /// For people: what an address of a gateway looks like.
  public static final String FORM = "an address of a gateway, such as https://mycelium.example.org";

  private static final String HTTPS = "https";
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int LONGEST = 300;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Reads an address; what comes after the host and the port is left out.
  ///
  /// @throws IllegalArgumentException when it is none
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public GatewayOrigin(String text) {
    this.text = read(text);
  }

  public static GatewayOrigin of(URI address) {
    return new GatewayOrigin(address.toString());
  }

  private static String read(String text) {
    try {
      var uri = new URI(text.length() > LONGEST ? "" : text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null
          || uri.getRawUserInfo() != null
          || !Set.of(HTTPS, "http").contains(scheme)) {
        throw new IllegalArgumentException("takes " + FORM);
      }
      int usual = scheme.equals(HTTPS) ? HTTPS_PORT : HTTP_PORT;
      String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
      return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("takes " + FORM, e);
    }
  }

  public URI uri() {
    return URI.create(text);
  }

  /// Whether nobody between can read along: by TLS, or because nobody is between.
  public boolean isPrivate() {
    return uri().getScheme().equals(HTTPS) || LOOPBACK.contains(uri().getHost());
  }

  @Override
  public String toString() {
    return text;
  }
}
