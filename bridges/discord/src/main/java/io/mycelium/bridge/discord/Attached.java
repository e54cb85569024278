package io.mycelium.bridge.discord;

import io.mycelium.chatting.layout.SheetFile;
import io.mycelium.core.command.Digests;

/// A file of a message.
sealed interface Attached {
  String name();

  /// Tells it from every other one.
  String digest();

  /// A file that is stored here.
  record Stored(SheetFile file) implements Attached {
    @Override
    public String name() {
      return file.name();
    }

    @Override
    public String digest() {
      return "file:" + file.digest() + ":" + file.name();
    }
  }

  /// A text that was too long for messages.
  record Text(String name, String text) implements Attached {
    @Override
    public String digest() {
      return "text:" + Digests.fingerprint(name + "\n" + text);
    }
  }
}
