package io.mycelium.bridge.discord.far;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Files that somebody gives to a command or a form.
final class Uploads {
  private final List<Map<String, String>> all = new ArrayList<>();

  /// Adds a file.
  ///
  /// @return what stands for its id until it is handed over
  String add(String path) {
    String key = String.valueOf(all.size());
    Path file = Path.of(path);
    try {
      String content = encoded(Files.readAllBytes(file));
      all.add(Map.of("key", key, "name", file.getFileName().toString(), "content", content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "file:" + key;
  }

  List<Map<String, String>> all() {
    return all;
  }

  static String encoded(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }
}
