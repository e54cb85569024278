package io.mycelium.bridge.discord;

import io.mycelium.chatting.desk.PostedSheet;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.channel.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.utils.AttachedFile;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes to Discord's channels. Each delivery is marked by a nonce: Discord makes no second
/// message of one within some minutes.
final class DiscordPort implements ChannelPort<DiscordPart> {
  static final String PLATFORM = "discord";

  private static final Logger LOG = LoggerFactory.getLogger(DiscordPort.class);

  /// Before a look-up is tried again.
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /// How far Discord's clock and ours may be apart.
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final int LOOKED_AT = 100;

  private static final Set<ErrorResponse> GONE =
      EnumSet.of(
          ErrorResponse.UNKNOWN_CHANNEL,
          ErrorResponse.UNKNOWN_GUILD,
          ErrorResponse.UNKNOWN_MESSAGE,
          ErrorResponse.MISSING_ACCESS,
          ErrorResponse.MISSING_PERMISSIONS,
          ErrorResponse.THREAD_LOCKED,
          ErrorResponse.ILLEGAL_OPERATION_ARCHIVED_THREAD);

  /// Refusals of reactions after which there is nothing left to do.
  private static final Set<ErrorResponse> AS_GOOD =
      EnumSet.of(
          ErrorResponse.UNKNOWN_EMOJI,
          ErrorResponse.TOO_MANY_REACTIONS,
          ErrorResponse.REACTION_BLOCKED,
          ErrorResponse.MISSING_PERMISSIONS);

  private final Line line;
  private final Places places;
  private final Names names;
  private final Attaching attaching;
  private final Echoes echoes;
  private final Channels channels;
  private final Duration rest;
  private final Drawing drawing = new Drawing();

  /// Asks what a channel is called.
  @FunctionalInterface
  interface Names {
    /// The name, or nothing when there is no such channel for us.
    ///
    /// @throws Unreachable when Discord cannot be asked now
    Optional<String> of(ChannelRef channel);
  }

  /// @param rest between two messages in a channel
  DiscordPort(
      Line line,
      Names names,
      Attaching attaching,
      Echoes echoes,
      Channels channels,
      Duration rest) {
    this.line = line;
    this.places = new Places(line);
    this.names = names;
    this.attaching = attaching;
    this.echoes = echoes;
    this.channels = channels;
    this.rest = rest;
  }

  @Override
  public String platform() {
    return PLATFORM;
  }

  @Override
  public Optional<String> name(ChannelRef channel) {
    return names.of(channel);
  }

  @Override
  public boolean reaches(ChannelRef channel) {
    return places.guild(channel).isPresent();
  }

  @Override
  public List<DiscordPart> parts(ChannelRef channel, Outgoing outgoing) {
    return drawing.parts(PostedSheet.of(outgoing), outgoing.called());
  }

  @Override
  public Written react(
      ChannelRef channel, Optional<String> thread, String message, String emoji, boolean on) {
    if (emoji.startsWith(":")) {
      // One of some other platform's own.
      return new Written.Done(message, Duration.ZERO);
    }
    Emoji meant = Emoji.fromUnicode(emoji);
    Result<String> result =
        places
            .existing(channel, thread)
            .then(place ->
                Calls.call(() ->
                    on
                        ? place.addReactionById(message, meant)
                        : place.removeReactionById(message, meant)))
            .map(_ -> message);
    return result instanceof Result.Refused<String>(var code, _) && AS_GOOD.contains(code)
        ? new Written.Done(message, Duration.ZERO)
        : written(result);
  }

  @Override
  public Written post(
      ChannelRef channel, Optional<String> thread, DiscordPart part, String delivery) {
    return written(places.of(channel, thread).then(place -> post(place, part, delivery)));
  }

  private Result<String> post(GuildMessageChannel place, DiscordPart part, String delivery) {
    Attaching.Ready ready = attaching.ready(part, place.getGuild().getMaxFileSize(), Set.of());
    return Calls.call(() ->
            place
                .sendMessage(ready.message().created())
                .addFiles(ready.files())
                .setAllowedMentions(EnumSet.noneOf(MentionType.class))
                .mentionUsers(part.called())
                .setNonce(delivery))
        .map(Message::getId);
  }

  @Override
  public Written edit(
      ChannelRef channel, Optional<String> thread, String message, DiscordPart part) {
    return written(places.existing(channel, thread).then(place -> edit(place, message, part)));
  }

  private Result<String> edit(GuildMessageChannel place, String message, DiscordPart part) {
    if (part.files().isEmpty()) {
      return edit(place, message, part, List.of());
    }
    // What is there already is not sent once more.
    return Calls.call(() -> place.retrieveMessageById(message))
        .then(there -> edit(place, message, part, there.getAttachments()));
  }

  private Result<String> edit(
      GuildMessageChannel place, String message, DiscordPart part, List<Message.Attachment> had) {
    Set<String> wanted = part.files().stream().map(Attached::name).collect(Collectors.toSet());
    List<Message.Attachment> kept =
        had.stream().filter(file -> wanted.contains(file.getFileName())).toList();
    Attaching.Ready ready =
        attaching.ready(
            part,
            place.getGuild().getMaxFileSize(),
            kept.stream().map(Message.Attachment::getFileName).collect(Collectors.toSet()));
    List<AttachedFile> files = new ArrayList<>();
    kept.forEach(file -> files.add(AttachedFile.fromAttachment(file)));
    files.addAll(ready.files());
    return Calls.call(() ->
            place
                .editMessageById(message, ready.message().edited())
                .setAttachments(files)
                .setAllowedMentions(EnumSet.noneOf(MentionType.class))
                .mentionUsers(part.called()))
        .map(Message::getId);
  }

  @Override
  public Written remove(ChannelRef channel, Optional<String> thread, String message) {
    Written written =
        written(
            places
                .existing(channel, thread)
                .then(place -> Calls.call(() -> place.deleteMessageById(message)))
                .map(_ -> message));
    return written instanceof Written.Gone ? new Written.Done(message, Duration.ZERO) : written;
  }

  private Written written(Result<String> result) {
    return switch (result) {
      case Result.Ok(var message) -> new Written.Done(message, rest);
      case Result.Later(var pause) -> new Written.Later(pause);
      case Result.Unknown(var why) -> new Written.Unknown(why);
      case Result.Refused(var code, var why) -> {
        if (!GONE.contains(code)) {
          LOG.error("Discord refuses a message: {} {}", code, why);
        }
        yield new Written.Gone("Discord says: " + why);
      }
    };
  }

  @Override
  public Found find(
      ChannelRef channel,
      Optional<String> thread,
      DiscordPart part,
      String delivery,
      Instant since) {
    Optional<String> echo = echoes.of(delivery);
    if (echo.isPresent()) {
      return new Found.There(echo.get());
    }
    String from =
        Long.toUnsignedString(TimeUtil.getDiscordTimestamp(since.minus(SKEW).toEpochMilli()));
    Result<List<Message>> messages =
        places
            .existing(channel, thread)
            .then(place -> Calls.call(() -> place.getHistoryAfter(from, LOOKED_AT)))
            .map(history -> history.getRetrievedHistory());
    return switch (messages) {
      case Result.Ok(var all) -> found(all, channel, part, delivery);
      case Result.Later(var pause) -> new Found.Later(pause);
      case Result.Unknown<?> _ -> new Found.Later(AGAIN);
      case Result.Refused<?> _ -> new Found.Nowhere();
    };
  }

  /// By its mark; where Discord does not tell marks, the oldest of our messages that looks the same
  /// and is no post yet.
  private Found found(
      List<Message> messages, ChannelRef channel, DiscordPart part, String delivery) {
    List<Message> ours =
        messages.reversed().stream()
            .filter(message -> line.self().filter(message.getAuthor().getId()::equals).isPresent())
            .toList();
    return ours.stream()
        .filter(message -> delivery.equals(message.getNonce()))
        .findFirst()
        .or(() ->
            ours.stream()
                .filter(message -> message.getNonce() == null)
                .filter(message -> Looks.same(message, part))
                .filter(message -> unbound(channel, message))
                .findFirst())
        .<Found>map(message -> new Found.There(message.getId()))
        .orElseGet(Found.Nowhere::new);
  }

  private boolean unbound(ChannelRef channel, Message message) {
    return channels.post(new MessageRef(channel, message.getId())).isEmpty();
  }
}
