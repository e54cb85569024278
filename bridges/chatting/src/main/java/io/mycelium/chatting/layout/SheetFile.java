package io.mycelium.chatting.layout;

import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.FileName;
import io.mycelium.core.text.MediaTypes;
import java.util.OptionalLong;

/// A file of a message: stored content and what to call it.
///
/// @param name safe, as [FileName] has it
/// @param digest of the content, SHA-256 in lower-case hexadecimal
/// @param size in bytes, where it is known
public record SheetFile(String name, String digest, OptionalLong size, String mediaType) {
  static SheetFile of(Reply.File file) {
    return new SheetFile(
        FileName.safe(file.name(), "file"),
        file.content().digest(),
        OptionalLong.of(file.content().size()),
        file.mediaType());
  }

  /// A file that a card names in one of its fields.
  static SheetFile named(String name, String digest) {
    String safe = FileName.safe(name, "file");
    return new SheetFile(safe, digest, OptionalLong.empty(), MediaTypes.of(safe));
  }
}
