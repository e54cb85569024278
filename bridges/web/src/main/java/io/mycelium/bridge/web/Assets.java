package io.mycelium.bridge.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The files below `/assets/`: our own, and those of libraries below `lib/`. Each is read from the
/// class path when it is first asked for, and kept. Safe for several threads.
final class Assets {
  private static final String PAGES = "io/mycelium/bridge/web/pages/";
  private static final String LIBRARY = "lib/";

  /// No segment begins with a dot, so no name leads out of the folder.
  private static final Pattern NAME =
      Pattern.compile("(lib/@?)?[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");

  private static final int LONGEST = 200;

  private final ClassLoader loader;
  private final Libraries libraries;
  private final Map<String, Asset> known = new ConcurrentHashMap<>();

  Assets(ClassLoader loader) {
    this.loader = loader;
    this.libraries = Libraries.find(loader);
  }

  /// Finds a file.
  ///
  /// @param name such as `app.js` or `lib/lit/index.js`; anything that somebody sent
  /// @return empty when there is none of that name
  Optional<Asset> find(String name) {
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(known.get(name)).or(() -> read(name));
  }

  private Optional<Asset> read(String name) {
    Optional<Asset> read =
        FileType.of(name)
            .flatMap(type ->
                resource(name).flatMap(this::content).map(content -> asset(name, type, content)));
    read.ifPresent(asset -> known.put(name, asset));
    return read;
  }

  private static Asset asset(String name, FileType type, byte[] content) {
    return Asset.of(type, name.startsWith(LIBRARY) ? content : trimmed(type, content));
  }

  private static byte[] trimmed(FileType type, byte[] content) {
    return switch (type) {
      case SCRIPT -> Trimmed.script(content);
      case STYLE -> Trimmed.style(content);
      case PAGE, DRAWING, MANIFEST, PICTURE, FONT -> content;
    };
  }

  private Optional<String> resource(String name) {
    return name.startsWith(LIBRARY)
        ? libraries.resource(name.substring(LIBRARY.length()))
        : Optional.of(PAGES + name);
  }

  private Optional<byte[]> content(String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
