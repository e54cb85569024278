package io.mycelium.bridge.slack;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import io.mycelium.bridge.slack.render.SlackMessage;
import io.mycelium.chatting.layout.SheetFile;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.command.Digests;
import java.util.List;

/// A part of a post in Slack.
sealed interface SlackPart extends ChannelPort.Part {
  /// A message of blocks.
  ///
  /// @param digest of what is sent
  record Message(SlackMessage message, String digest) implements SlackPart {
    static Message of(SlackMessage message) {
      String blocks = GsonFactory.createSnakeCase().toJson(message.blocks(), LIST);
      return new Message(message, Digests.fingerprint(message.text() + "\n" + blocks));
    }

    private static final java.lang.reflect.Type LIST =
        new com.google.gson.reflect.TypeToken<List<LayoutBlock>>() {}.getType();
  }

  /// A file that was stored here.
  record Stored(SheetFile file) implements SlackPart {
    @Override
    public String digest() {
      return "file:" + file.digest() + ":" + file.name();
    }
  }

  /// A text that was too long for messages, as a file.
  record Text(String name, String text) implements SlackPart {
    @Override
    public String digest() {
      return "text:" + Digests.fingerprint(name + "\n" + text);
    }
  }
}
