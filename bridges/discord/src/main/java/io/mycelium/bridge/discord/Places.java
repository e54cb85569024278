package io.mycelium.bridge.discord;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.text.PlainText;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.requests.ErrorResponse;

/// Finds channels, and the threads in them. A thread on a message has the message's id. Where no
/// thread can be, what belongs into it stands in the channel. Blocks; call it on virtual threads.
final class Places {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int NAME = 60;

  private final Line line;

  Places(Line line) {
    this.line = line;
  }

  /// The guild, if the connection knows it now.
  Optional<Guild> guild(ChannelRef channel) {
    return line.jda()
        .filter(_ -> isId(channel.tenant()))
        .flatMap(jda -> Optional.ofNullable(jda.getGuildById(channel.tenant())));
  }

  Result<GuildMessageChannel> of(ChannelRef channel) {
    Optional<Guild> guild = guild(channel);
    if (guild.isEmpty()) {
      return new Result.Later<>(AGAIN);
    }
    return Optional.of(channel.channel())
        .filter(Places::isId)
        .flatMap(
            id -> Optional.ofNullable(guild.get().getChannelById(GuildMessageChannel.class, id)))
        .<Result<GuildMessageChannel>>map(Result.Ok::new)
        .orElseGet(
            () -> new Result.Refused<>(ErrorResponse.UNKNOWN_CHANNEL, "there is no such channel"));
  }

  /// Where something is to be written.
  ///
  /// @param root the message on whose thread; the thread is made when there is none yet
  Result<GuildMessageChannel> of(ChannelRef channel, Optional<String> root) {
    return root.map(message -> of(channel).then(parent -> thread(parent, message, true)))
        .orElseGet(() -> of(channel));
  }

  /// Where something was written.
  Result<GuildMessageChannel> existing(ChannelRef channel, Optional<String> root) {
    return root.map(message -> of(channel).then(parent -> thread(parent, message, false)))
        .orElseGet(() -> of(channel));
  }

  /// Whether a message is one that we have posted by ourselves; nothing when Discord does not tell
  /// now.
  Optional<Boolean> isOurs(MessageRef message) {
    Result<Message> read =
        of(message.channel())
            .then(channel -> Calls.call(() -> channel.retrieveMessageById(message.message())));
    return switch (read) {
      case Result.Ok(var there) -> Optional.of(isOurs(there));
      case Result.Refused<?> _ -> Optional.of(false);
      case Result.Later<?> _, Result.Unknown<?> _ -> Optional.empty();
    };
  }

  /// What answers a command is no post.
  private boolean isOurs(Message message) {
    return message.getInteractionMetadata() == null
        && line.self().filter(message.getAuthor().getId()::equals).isPresent();
  }

  private static Result<GuildMessageChannel> thread(
      GuildMessageChannel parent, String root, boolean make) {
    ThreadChannel known = parent.getGuild().getThreadChannelById(root);
    if (known != null) {
      return awake(known);
    }
    if (!(parent instanceof IThreadContainer)) {
      return new Result.Ok<>(parent);
    }
    Result<Message> message = Calls.call(() -> parent.retrieveMessageById(root));
    return message.refused(ErrorResponse.UNKNOWN_MESSAGE)
        ? new Result.Ok<>(parent)
        : message.then(m -> thread(parent, m, make));
  }

  private static Result<GuildMessageChannel> thread(
      GuildMessageChannel parent, Message root, boolean make) {
    ThreadChannel started = root.getStartedThread();
    if (started != null) {
      return awake(started);
    }
    if (!make) {
      return new Result.Ok<>(parent);
    }
    Result<ThreadChannel> made = Calls.call(() -> root.createThreadChannel(name(root)));
    return made.refused(ErrorResponse.THREAD_WITH_THIS_MESSAGE_ALREADY_EXISTS)
        ? active(parent, root.getId())
        : made.map(thread -> thread);
  }

  private static Result<GuildMessageChannel> active(GuildMessageChannel parent, String id) {
    return Calls.call(() -> parent.getGuild().retrieveActiveThreads())
        .then(all ->
            all.stream()
                .filter(thread -> thread.getId().equals(id))
                .findFirst()
                .<Result<GuildMessageChannel>>map(Result.Ok::new)
                .orElseGet(() ->
                    new Result.Refused<>(
                        ErrorResponse.UNKNOWN_CHANNEL, "the thread cannot be found")));
  }

  /// A thread that was put away takes no changes.
  private static Result<GuildMessageChannel> awake(ThreadChannel thread) {
    return thread.isArchived()
        ? Calls.call(() -> thread.getManager().setArchived(false)).map(_ -> thread)
        : new Result.Ok<>(thread);
  }

  /// What the first message says, briefly.
  private static String name(Message root) {
    return Stream.concat(
            root.getEmbeds().stream().map(MessageEmbed::getTitle),
            Stream.of(root.getContentStripped()))
        .flatMap(said -> Stream.ofNullable(said))
        .map(said -> PlainText.line(said, NAME).strip())
        .filter(said -> !said.isEmpty())
        .findFirst()
        .orElse("Thread");
  }

  static boolean isId(String text) {
    return text.matches("[0-9]{1,19}");
  }
}
