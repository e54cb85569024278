package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordMessage;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.command.Digests;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A part of a post in Discord: a message and what is attached to it.
///
/// @param called the ids of those whom it calls; nobody else is called, whatever it says
/// @param digest of all that is sent
record DiscordPart(DiscordMessage message, List<Attached> files, Set<String> called, String digest)
    implements ChannelPort.Part {
  /// What Discord takes with one message.
  static final int MOST_FILES = 10;

  DiscordPart {
    files = List.copyOf(files);
    called = Set.copyOf(called);
  }

  static DiscordPart of(DiscordMessage message, List<Attached> files, Set<String> called) {
    String all =
        message.created().toData()
            + "\n"
            + files.stream().map(Attached::digest).collect(Collectors.joining("\n"));
    return new DiscordPart(message, files, called, Digests.fingerprint(all));
  }
}
