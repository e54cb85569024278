package io.mycelium.core.command;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, which every Java platform has.
public final class Digests {
  private Digests() {}

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
