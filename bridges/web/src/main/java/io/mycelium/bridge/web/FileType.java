package io.mycelium.bridge.web;

import java.util.Optional;

/// The kinds of files that browsers get. What is of no such kind is not served.
enum FileType {
  SCRIPT("js", "text/javascript; charset=utf-8", true),
  STYLE("css", "text/css; charset=utf-8", true),
  PAGE("html", "text/html; charset=utf-8", true),
  DRAWING("svg", "image/svg+xml", true),
  MANIFEST("webmanifest", "application/manifest+json", true),
  PICTURE("png", "image/png", false),
  FONT("woff2", "font/woff2", false);

  private final String extension;
  private final String media;
  private final boolean text;

  FileType(String extension, String media, boolean text) {
    this.extension = extension;
    this.media = media;
    this.text = text;
  }

  /// The kind of a file, by the end of its name.
  static Optional<FileType> of(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1);
    for (FileType type : values()) {
      if (type.extension.equals(end)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// The media type, for `Content-Type`.
  String media() {
    return media;
  }

  /// Whether compression makes it smaller.
  boolean text() {
    return text;
  }
}
