package io.mycelium.bridge.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where the script libraries lie on the class path. Each of their jars says so itself in an import
/// map, whose folders carry the version; addresses of ours do not.
final class Libraries {
  private static final String MAPS = "META-INF/importmap.json";
  private static final String RESOURCES = "META-INF/resources";

  /// Folders on the class path by the names of packages, both with a slash at their end.
  private final Map<String, String> folders;

  private Libraries(Map<String, String> folders) {
    this.folders = Map.copyOf(folders);
  }

  /// Finds all libraries of the class path.
  ///
  /// @throws IllegalStateException when a jar's import map cannot be read
  static Libraries find(ClassLoader loader) {
    Map<String, String> folders = new HashMap<>();
    try {
      for (URL map : Collections.list(loader.getResources(MAPS))) {
        try (InputStream in = map.openStream()) {
          add(Json.parse(in.readAllBytes()), folders);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Json.Unreadable e) {
      throw new IllegalStateException("a library's import map is broken", e);
    }
    return new Libraries(folders);
  }

  private static void add(JsonNode map, Map<String, String> folders) {
    map.path("imports")
        .forEachEntry((name, folder) -> {
          if (name.endsWith("/")) {
            folders.put(name, RESOURCES + folder.asText());
          }
        });
  }

  /// The resource of a file.
  ///
  /// @param file such as `lit/index.js` or `@lit/reactive-element/css-tag.js`
  /// @return empty when there is no such library; the file itself may be missing
  Optional<String> resource(String file) {
    int end = file.indexOf('/', file.startsWith("@") ? file.indexOf('/') + 1 : 0) + 1;
    return Optional.ofNullable(folders.get(file.substring(0, end)))
        .map(folder -> folder + file.substring(end));
  }
}
