package io.mycelium.bridge.discord;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.reply.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;

/// The guilds, servers for people, that the bot is in. Who manages one lets the bot in by a page of
/// Discord's, which needs nothing of ours.
final class DiscordTenants implements Tenants {
  private final Asking asking;

  DiscordTenants(Asking asking) {
    this.asking = asking;
  }

  @Override
  public List<Tenant> all() {
    try {
      return asking.guilds().stream()
          .map(guild -> new Tenant(guild.id(), guild.name(), true))
          .toList();
    } catch (ChannelPort.Unreachable e) {
      return List.of();
    }
  }

  @Override
  public Door door(String code) {
    try {
      long permissions = Permission.getRaw(DiscordCheckup.NEEDED);
      String link =
          "https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d"
              .formatted(asking.application(), permissions);
      return new Door.Open(URI.create(link), false);
    } catch (ChannelPort.Unreachable e) {
      return new Door.Shut(e.refused());
    }
  }

  @Override
  public Optional<Reply.Refused> leave(String guild) {
    try {
      return Places.isId(guild) && asking.leave(guild)
          ? Optional.empty()
          : Optional.of(Tenants.unknown(DiscordPort.PLATFORM, guild));
    } catch (ChannelPort.Unreachable e) {
      return Optional.of(e.refused());
    }
  }
}
