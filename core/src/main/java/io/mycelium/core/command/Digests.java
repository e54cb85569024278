package io.mycelium.core.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, which every Java platform has.
public final class Digests {
  private Digests() {}

  /// What tells a text apart from every other: the first 16 bytes of its digest, in hexadecimal.
  public static String fingerprint(String text) {
    return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
  }

  public static byte[] sha256(byte[] data) {
    return sha256().digest(data);
  }

  /// A fresh digest for data that comes in pieces.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
