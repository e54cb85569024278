package io.mycelium.bridge.discord.render;

import io.mycelium.chatting.layout.SheetFile;
import java.util.List;
import java.util.Optional;

/// All that is sent for one sheet.
///
/// @param messages in their order, one at least; the last one has the buttons
/// @param whole all of the text, to be attached as a file, where the messages hold its beginning
///   only
/// @param files to be attached
public record DiscordOutput(
    List<DiscordMessage> messages, Optional<String> whole, List<SheetFile> files) {
  public DiscordOutput {
    messages = List.copyOf(messages);
    files = List.copyOf(files);
  }
}
