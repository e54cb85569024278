package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordLimits;
import io.mycelium.bridge.discord.render.DiscordMarkdown;
import io.mycelium.bridge.discord.render.DiscordMessage;
import io.mycelium.core.state.Blobs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.utils.FileUpload;

/// Fetches the content of attached files. What Discord would not take, or what is no longer kept,
/// is left out, and the message says so. Blocks; call it on virtual threads.
final class Attaching {
  private final Blobs blobs;
  private final DiscordMarkdown dialect = new DiscordMarkdown();

  Attaching(Blobs blobs) {
    this.blobs = blobs;
  }

  /// A part with its content, ready to be sent once.
  record Ready(DiscordMessage message, List<FileUpload> files) {}

  /// @param most bytes that a file may have
  /// @param there names of files that the message has already
  Ready ready(DiscordPart part, long most, Set<String> there) {
    List<FileUpload> files = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Attached file : part.files()) {
      if (there.contains(file.name())) {
        continue;
      }
      Optional<byte[]> content = content(file, most);
      content.ifPresentOrElse(
          bytes -> files.add(FileUpload.fromData(bytes, file.name())),
          () -> notes.add(file.name()));
    }
    return new Ready(noting(part.message(), notes), files);
  }

  private Optional<byte[]> content(Attached file, long most) {
    return switch (file) {
      case Attached.Text(_, var text) -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
      case Attached.Stored(var stored) ->
          blobs
              .find(stored.digest())
              .filter(blob -> blob.size() <= most)
              .flatMap(blob -> blobs.read(blob.digest()));
    };
  }

  private DiscordMessage noting(DiscordMessage message, List<String> left) {
    if (left.isEmpty()) {
      return message;
    }
    String names = dialect.words(String.join(", ", left));
    String note = "-# 📎 " + names + " is not here: too large, or no longer kept";
    String content = message.content().isEmpty() ? note : message.content() + "\n" + note;
    return content.length() > DiscordLimits.CONTENT
        ? message
        : new DiscordMessage(content, message.embeds(), message.rows());
  }
}
