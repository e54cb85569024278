package io.mycelium.bridge.discord.render;

import io.mycelium.core.command.CommandName;
import java.util.List;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;

/// The application commands of a catalogue.
///
/// @param commands to be deployed, all of them at once
/// @param leftOut what has none for want of room; [DiscordCommands#ANY] takes them too
/// @param digest the same for the same commands; a set is deployed when it has another one
public record DiscordCommandSet(
    List<CommandData> commands, List<CommandName> leftOut, String digest) {
  public DiscordCommandSet {
    commands = List.copyOf(commands);
    leftOut = List.copyOf(leftOut);
  }
}
