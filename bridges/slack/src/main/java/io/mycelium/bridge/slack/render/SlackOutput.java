package io.mycelium.bridge.slack.render;

import io.mycelium.chatting.layout.SheetFile;
import java.util.List;
import java.util.Optional;

/// All that is sent for one sheet.
///
/// @param messages in their order, one at least; the last one has the buttons
/// @param whole all of the text, to be uploaded as a file, where the messages hold its beginning
///   only
/// @param files to be uploaded
public record SlackOutput(
    List<SlackMessage> messages, Optional<String> whole, List<SheetFile> files) {
  public SlackOutput {
    messages = List.copyOf(messages);
    files = List.copyOf(files);
  }
}
