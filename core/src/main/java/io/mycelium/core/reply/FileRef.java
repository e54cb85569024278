package io.mycelium.core.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.text.FileName;
import io.mycelium.core.text.MediaTypes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file that a call names: stored content and what to call it. Whether the content is there is
/// not said by it.
///
/// Where one line has to do, it is written `blob:DIGEST/SIZE/TYPE/SUBTYPE/NAME`.
///
/// @param digest of the content, SHA-256 in lower-case hexadecimal
/// @param name safe, as [FileName] has it
/// @param mediaType a type and a subtype in lower case
/// @param size of the content, in bytes
public record FileRef(String digest, String name, String mediaType, long size) {
  private static final String NAMELESS = "file";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern LINE =
      Pattern.compile("blob:([^/]*)/([0-9]{1,12})/([^/]*/[^/]*)/(.*)", Pattern.DOTALL);

  public FileRef {
    if (!DIGEST.matcher(digest).matches()
        || !name.equals(FileName.safe(name, ""))
        || name.isEmpty()
        || !MediaTypes.plain(mediaType).filter(mediaType::equals).isPresent()
        || size < 0) {
      throw new IllegalArgumentException(
          "a file has a digest, a safe name, a media type and a size");
    }
  }

  /// The content under that name, made safe.
  ///
  /// @param mediaType as others say it; when that is none, the name's ending decides
  public static FileRef of(BlobRef content, String name, String mediaType) {
    String safe = FileName.safe(name, NAMELESS);
    return new FileRef(
        content.digest(),
        safe,
        MediaTypes.plain(mediaType).orElseGet(() -> MediaTypes.of(safe)),
        content.size());
  }

  /// Reads the object or the line that surfaces send; the name is made safe. Empty when it is no
  /// file.
  public static Optional<FileRef> read(JsonNode given) {
    if (given.isTextual()) {
      Matcher line = LINE.matcher(given.textValue());
      return line.matches()
          ? read(line.group(1), line.group(4), line.group(3), Long.parseLong(line.group(2)))
          : Optional.empty();
    }
    JsonNode size = given.path("size");
    return size.isIntegralNumber() && size.canConvertToLong()
        ? read(
            text(given, "digest"), text(given, "name"), text(given, "mediaType"), size.longValue())
        : Optional.empty();
  }

  private static Optional<FileRef> read(String digest, String name, String mediaType, long size) {
    Optional<String> type = MediaTypes.plain(mediaType);
    return DIGEST.matcher(digest).matches() && !name.isEmpty() && type.isPresent() && size >= 0
        ? Optional.of(new FileRef(digest, FileName.safe(name, NAMELESS), type.get(), size))
        : Optional.empty();
  }

  private static String text(JsonNode object, String key) {
    return object.path(key) instanceof TextNode text ? text.textValue() : "";
  }

  public BlobRef content() {
    return new BlobRef(digest, size);
  }

  /// The object that [#read] reads, its keys in the order of the components.
  public ObjectNode tree() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("digest", digest)
        .put("name", name)
        .put("mediaType", mediaType)
        .put("size", size);
  }

  /// The line that [#read] reads.
  @Override
  public String toString() {
    return "blob:%s/%d/%s/%s".formatted(digest, size, mediaType, name);
  }
}
