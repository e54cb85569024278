package io.mycelium.bridge.discord;

import io.mycelium.chatting.desk.Visit;
import io.mycelium.chatting.text.Names;
import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Profile;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.interactions.Interaction;
import org.jspecify.annotations.Nullable;

/// Who does something in Discord, and where. Discord says nothing of people's time zones.
final class People {
  /// Stands for the guild where there is none: a talk with one person.
  private static final String ALONE = "direct";

  private final Accounts accounts;

  People(Accounts accounts) {
    this.accounts = accounts;
  }

  static Account account(String user) {
    return new Account(DiscordPort.PLATFORM, Account.EVERYWHERE, user);
  }

  /// Something that was clicked or called.
  Visit visit(Interaction interaction, String id) {
    Channel channel = interaction.getChannel();
    return new Visit(
        account(interaction.getUser().getId()),
        profile(interaction.getUser(), interaction.getMember()),
        channel == null ? nowhere(interaction) : ref(channel),
        channel == null ? Optional.empty() : thread(channel),
        id,
        ZoneOffset.UTC,
        interaction.getUserLocale().toLocale());
  }

  private static ChannelRef nowhere(Interaction interaction) {
    return new ChannelRef(DiscordPort.PLATFORM, ALONE, interaction.getUser().getId());
  }

  /// Something that was said.
  ///
  /// @param member the author, if it is known who that is in the guild
  Visit visit(Message message, @Nullable Member member, String id) {
    return visit(message.getAuthor(), member, message.getChannel(), id);
  }

  /// Something that somebody did somewhere.
  Visit visit(User user, @Nullable Member member, Channel channel, String id) {
    return new Visit(
        account(user.getId()),
        profile(user, member),
        ref(channel),
        thread(channel),
        id,
        ZoneOffset.UTC,
        Locale.ROOT);
  }

  private static Profile profile(User user, @Nullable Member member) {
    if (member == null) {
      return new Profile(user.getEffectiveName(), Set.of());
    }
    Set<String> in = new HashSet<>();
    for (Role role : member.getUnsortedRoles()) {
      in.add(role.getId());
      in.add(role.getName());
    }
    return new Profile(member.getEffectiveName(), in);
  }

  /// The channel; of a thread, the one that it is in.
  static ChannelRef ref(Channel channel) {
    return switch (channel) {
      case ThreadChannel thread ->
          new ChannelRef(
              DiscordPort.PLATFORM, thread.getGuild().getId(), thread.getParentChannel().getId());
      case GuildChannel in ->
          new ChannelRef(DiscordPort.PLATFORM, in.getGuild().getId(), in.getId());
      default -> new ChannelRef(DiscordPort.PLATFORM, ALONE, channel.getId());
    };
  }

  /// The message on whose thread it is, which is called like the thread.
  private static Optional<String> thread(Channel channel) {
    return Optional.of(channel).filter(c -> c.getType().isThread()).map(Channel::getId);
  }

  /// Whether only some of those who see the channel see what is said there.
  static boolean hidden(Channel channel) {
    return channel.getType() == ChannelType.GUILD_PRIVATE_THREAD;
  }

  /// What the marks in a message stand for.
  Names names(Message message) {
    Optional<Guild> guild =
        message.isFromGuild() ? Optional.of(message.getGuild()) : Optional.empty();
    return new Names() {
      @Override
      public Optional<String> person(String id) {
        return accounts
            .name(account(id))
            .or(() ->
                message.getMentions().getUsers().stream()
                    .filter(user -> user.getId().equals(id))
                    .map(User::getEffectiveName)
                    .findFirst());
      }

      @Override
      public Optional<String> channel(String id) {
        return guild.map(in -> in.getGuildChannelById(id)).map(GuildChannel::getName);
      }

      @Override
      public Optional<String> group(String id) {
        return guild.map(in -> in.getRoleById(id)).map(Role::getName);
      }
    };
  }

  /// What the marks in something typed elsewhere stand for.
  Names names() {
    return Names.people(id -> accounts.name(account(id)));
  }
}
