package io.mycelium.bridge.discord;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.checkup.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;

/// Looks whether Discord lets the bridge do what it is for.
final class DiscordCheckup implements Checkup {
  private static final String TOKEN = "Discord: bot token";
  private static final String CONNECTION = "Discord: connection";

  /// What the bot has to be allowed.
  static final List<Permission> NEEDED =
      List.of(
          Permission.VIEW_CHANNEL,
          Permission.MESSAGE_SEND,
          Permission.MESSAGE_SEND_IN_THREADS,
          Permission.CREATE_PUBLIC_THREADS,
          Permission.MESSAGE_EMBED_LINKS,
          Permission.MESSAGE_ATTACH_FILES,
          Permission.MESSAGE_HISTORY,
          Permission.MESSAGE_ADD_REACTION);

  private final Asking asking;
  private final Connecting connecting;
  private final Line line;
  private final Places places;
  private final Channels channels;

  DiscordCheckup(Asking asking, Connecting connecting, Line line, Channels channels) {
    this.asking = asking;
    this.connecting = connecting;
    this.line = line;
    this.places = new Places(line);
    this.channels = channels;
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    found.add(
        switch (asking.token()) {
          case GOOD ->
              Finding.good(TOKEN, line.jda().map(j -> j.getSelfUser().getName()).orElse("good"));
          case REFUSED ->
              Finding.bad(
                  TOKEN,
                  "Discord refuses it; reset it on the page Bot of the application and put the new one into the file that discord.bot-token-file names.");
          case NOBODY_KNOWS -> Finding.bad(TOKEN, "Discord does not answer right now.");
        });
    found.add(connecting.look(CONNECTION));
    channels.of(DiscordPort.PLATFORM).forEach(channel -> found.add(look(channel)));
    return found;
  }

  private Finding look(LinkedChannel channel) {
    String what = "Discord: " + channel.name();
    try {
      if (asking.of(channel.ref()).isEmpty()) {
        return Finding.bad(
            what, "The bot cannot see it; let its role view the channel, or end the link.");
      }
    } catch (ChannelPort.Unreachable e) {
      return Finding.bad(what, String.valueOf(e.getMessage()));
    }
    Optional<GuildMessageChannel> place = places.existing(channel.ref(), Optional.empty()).ok();
    List<String> missing =
        place
            .map(p ->
                NEEDED.stream()
                    .filter(needed -> !p.getGuild().getSelfMember().hasPermission(p, needed))
                    .map(Permission::getName)
                    .toList())
            .orElse(List.of());
    return missing.isEmpty()
        ? Finding.good(what, "shows the room " + channel.room())
        : Finding.bad(what, "The bot's role lacks there: " + String.join(", ", missing) + ".");
  }
}
