package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a command reads from its standard input; unchangeable.
public final class Input {
  private static final Input NONE = new Input(new byte[0]);

  private final byte[] bytes;

  private Input(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Nothing: the command finds the end at once.
  public static Input none() {
    return NONE;
  }

  /// A copy of `bytes`.
  public static Input of(byte[] bytes) {
    return new Input(bytes.clone());
  }

  /// `text` in UTF-8.
  public static Input of(String text) {
    return new Input(text.getBytes(StandardCharsets.UTF_8));
  }

  /// How many bytes there are.
  public int size() {
    return bytes.length;
  }

  /// This input with a head in front.
  Input after(Input head) {
    byte[] whole = Arrays.copyOf(head.bytes, head.bytes.length + bytes.length);
    System.arraycopy(bytes, 0, whole, head.bytes.length, bytes.length);
    return new Input(whole);
  }

  void writeTo(OutputStream stream) throws IOException {
    stream.write(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Input input && Arrays.equals(bytes, input.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// The size alone: contents may be secret.
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
