package io.mycelium.bridge.slack.far;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Uploads, which come bare or as the first part of a form.
final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");

  private Multipart() {}

  static byte[] content(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.startsWith("multipart/") || !boundary.find()) {
      return body;
    }
    // One char per byte, so that positions in the text are positions in the body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("\r\n\r\n") + 4;
    int to = text.indexOf("\r\n--" + boundary.group(1), from);
    return Arrays.copyOfRange(body, from, to < 0 ? body.length : to);
  }
}
