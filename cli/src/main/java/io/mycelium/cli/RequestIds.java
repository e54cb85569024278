package io.mycelium.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/// Makes request ids: random UUIDs (version 4), straight from the system where it can be had.
/// Java's own generator takes 20 ms to set up.
final class RequestIds {
  private static final String SOURCE = "/dev/urandom";

  private RequestIds() {}

  static String random() {
    try (InputStream in = new FileInputStream(SOURCE)) {
      byte[] bytes = in.readNBytes(16);
      if (bytes.length == 16) {
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        ByteBuffer random = ByteBuffer.wrap(bytes);
        return new UUID(random.getLong(), random.getLong()).toString();
      }
    } catch (IOException e) {
      return UUID.randomUUID().toString();
    }
    return UUID.randomUUID().toString();
  }
}
