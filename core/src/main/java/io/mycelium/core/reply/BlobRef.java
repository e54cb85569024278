package io.mycelium.core.reply;

/// A stored piece of content, by what it is.
///
/// @param digest SHA-256 in lower-case hexadecimal
/// @param size in bytes
public record BlobRef(String digest, long size) {
  public BlobRef {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a blob's id is a SHA-256 digest of 64 hexadecimal digits");
    }
  }
}
