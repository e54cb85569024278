package io.mycelium.drone.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a command prints.
final class Captured implements RunOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  @Override
  public void stdout(ByteBuffer chunk) {
    byte[] copy = new byte[chunk.remaining()];
    chunk.get(copy);
    bytes.writeBytes(copy);
  }

  @Override
  public void stdoutLine(String line) {
    lines.add(line);
  }

  @Override
  public void stderrLine(String line) {
    errors.add(line);
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  List<String> notes() {
    return notes;
  }

  List<String> lines() {
    return lines;
  }

  List<String> errors() {
    return errors;
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
