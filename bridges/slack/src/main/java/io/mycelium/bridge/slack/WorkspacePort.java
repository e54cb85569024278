package io.mycelium.bridge.slack;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.File;
import com.slack.api.model.Message;
import io.mycelium.bridge.slack.render.SlackMessage;
import io.mycelium.chatting.text.Emoji;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelPort.Found;
import io.mycelium.core.channel.ChannelPort.Written;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes to the channels of one workspace. Blocks; call it on virtual threads.
final class WorkspacePort {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspacePort.class);

  /// Before a look-up is tried again.
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /// Before a look-up is tried again that Slack does not allow.
  private static final Duration UNSEEN = Duration.ofSeconds(30);

  /// Our marks on messages, by which they are found again.
  private static final String EVENT = "mycelium_delivery";

  private static final String DELIVERY = "delivery";

  /// How far Slack's clock and ours may be apart.
  private static final Duration SKEW = Duration.ofSeconds(60);

  /// What ids of files begin with; those of messages are times.
  private static final String FILE = "F";

  private static final int LOOKED_AT = 200;

  /// Refusals of reactions after which there is nothing left to do: it is so already, or there is
  /// no such emoji in that workspace, or there are too many.
  private static final Set<String> AS_GOOD =
      Set.of(
          "already_reacted", "no_reaction", "invalid_name", "too_many_emoji", "too_many_reactions");

  private static final Set<String> GONE =
      Set.of(
          "channel_not_found",
          "is_archived",
          "not_in_channel",
          "restricted_action",
          "message_not_found",
          "cant_update_message",
          "edit_window_closed",
          "thread_not_found");

  private final Api api;
  private final Self self;
  private final Channels channels;
  private final Uploading files;
  private final Duration rest;

  /// @param rest between two messages in a channel
  WorkspacePort(Api api, Self self, Channels channels, Uploading files, Duration rest) {
    this.api = api;
    this.self = self;
    this.channels = channels;
    this.files = files;
    this.rest = rest;
  }

  /// What people call a channel; nothing when there is no such channel for us.
  Optional<String> name(ChannelRef channel) {
    return switch (api.call(c -> c.conversationsInfo(r -> r.channel(channel.channel())))) {
      case Result.Ok(var info) when info.getChannel().isMember() ->
          Optional.of("#" + info.getChannel().getName());
      case Result.Ok<?> _, Result.Refused<?> _ -> Optional.empty();
      case Result.Later<?> _, Result.Unknown<?> _ -> throw away();
    };
  }

  /// What is said when Slack does not answer.
  static ChannelPort.Unreachable away() {
    return new ChannelPort.Unreachable("Slack does not answer right now; try again in a moment.");
  }

  Written post(ChannelRef channel, Optional<String> thread, SlackPart part, String delivery) {
    return switch (part) {
      case SlackPart.Message(var message, _) -> post(channel, thread, message, delivery);
      case SlackPart.Stored(var file) -> files.upload(channel, thread, file);
      case SlackPart.Text(var name, var text) -> files.upload(channel, thread, name, text);
    };
  }

  private Written post(
      ChannelRef channel, Optional<String> thread, SlackMessage message, String delivery) {
    var mark =
        Message.Metadata.builder()
            .eventType(EVENT)
            .eventPayload(Map.of(DELIVERY, delivery))
            .build();
    return written(
        api.call(c ->
            c.chatPostMessage(r ->
                r.channel(channel.channel())
                    .threadTs(thread.orElse(null))
                    .text(message.text())
                    .blocks(message.blocks())
                    .metadata(mark)
                    .unfurlLinks(false)
                    .unfurlMedia(false))),
        ChatPostMessageResponse::getTs);
  }

  Written edit(ChannelRef channel, String message, SlackPart part) {
    return switch (part) {
      case SlackPart.Message(var to, _) ->
          written(
              api.call(c ->
                  c.chatUpdate(r ->
                      r.channel(channel.channel())
                          .ts(message)
                          .text(to.text())
                          .blocks(to.blocks()))),
              _ -> message);
      // Slack changes no file; what is there stays.
      case SlackPart.Stored _, SlackPart.Text _ -> new Written.Done(message, Duration.ZERO);
    };
  }

  Written remove(ChannelRef channel, String message) {
    Written written =
        message.startsWith(FILE)
            ? written(api.call(c -> c.filesDelete(r -> r.file(message))), _ -> message)
            : written(
                api.call(c -> c.chatDelete(r -> r.channel(channel.channel()).ts(message))),
                _ -> message);
    return written instanceof Written.Gone ? new Written.Done(message, Duration.ZERO) : written;
  }

  Written react(ChannelRef channel, String message, String emoji, boolean on) {
    Optional<String> name = Emoji.slack(emoji);
    if (name.isEmpty()) {
      return new Written.Done(message, Duration.ZERO);
    }
    Result<?> result =
        on
            ? api.call(c ->
                c.reactionsAdd(
                    r -> r.channel(channel.channel()).timestamp(message).name(name.get())))
            : api.call(c ->
                c.reactionsRemove(
                    r -> r.channel(channel.channel()).timestamp(message).name(name.get())));
    return result instanceof Result.Refused<?>(var code) && AS_GOOD.contains(code)
        ? new Written.Done(message, Duration.ZERO)
        : written(result, _ -> message);
  }

  private <T> Written written(Result<T> result, Function<T, String> message) {
    return written(result, message, rest);
  }

  static <T> Written written(Result<T> result, Function<T, String> message, Duration rest) {
    return switch (result) {
      case Result.Ok(var response) -> new Written.Done(message.apply(response), rest);
      case Result.Later(var pause) -> new Written.Later(pause);
      case Result.Unknown(var why) -> new Written.Unknown(why);
      case Result.Refused(var code) -> {
        if (!GONE.contains(code)) {
          LOG.error("Slack refuses a message: {}", code);
        }
        yield new Written.Gone("Slack says " + code);
      }
    };
  }

  Found find(
      ChannelRef channel, Optional<String> thread, SlackPart part, String delivery, Instant since) {
    String oldest = Long.toString(since.minus(SKEW).getEpochSecond());
    return switch (messages(channel, thread, oldest)) {
      case Result.Ok(var messages) ->
          messages.stream()
              .flatMap(message -> found(channel, message, part, delivery).stream())
              .findFirst()
              .<Found>map(Found.There::new)
              .orElseGet(Found.Nowhere::new);
      case Result.Later(var pause) -> new Found.Later(pause);
      case Result.Unknown<?> _ -> new Found.Later(AGAIN);
      // Posted again it might be there twice; an operator can give the scope.
      case Result.Refused<?>(var code) when code.equals("missing_scope") -> new Found.Later(UNSEEN);
      case Result.Refused<?> _ -> new Found.Nowhere();
    };
  }

  private Result<List<Message>> messages(
      ChannelRef channel, Optional<String> thread, String oldest) {
    return thread.isPresent()
        ? api.call(c ->
                c.conversationsReplies(r ->
                    r.channel(channel.channel())
                        .ts(thread.get())
                        .oldest(oldest)
                        .limit(LOOKED_AT)
                        .includeAllMetadata(true)))
            .map(response -> response.getMessages())
        : api.call(c ->
                c.conversationsHistory(r ->
                    r.channel(channel.channel())
                        .oldest(oldest)
                        .limit(LOOKED_AT)
                        .includeAllMetadata(true)))
            .map(response -> response.getMessages());
  }

  /// Whether a message is one that we have posted; nothing when Slack does not tell now.
  Optional<Boolean> isOurs(MessageRef message) {
    Result<Boolean> ours =
        api.call(c ->
                c.conversationsReplies(r ->
                    r.channel(message.channel().channel())
                        .ts(message.message())
                        .limit(1)
                        .includeAllMetadata(true)))
            .map(response ->
                response.getMessages().stream()
                    .filter(read -> message.message().equals(read.getTs()))
                    .anyMatch(WorkspacePort::isMarked));
    return switch (ours) {
      case Result.Ok(var is) -> Optional.of(is);
      case Result.Refused<?> _ -> Optional.of(false);
      case Result.Later<?> _, Result.Unknown<?> _ -> Optional.empty();
    };
  }

  private static boolean isMarked(Message message) {
    return message.getMetadata() != null && EVENT.equals(message.getMetadata().getEventType());
  }

  /// A file carries no mark: one of ours that has the name, and is no other post's, is it.
  private Optional<String> found(
      ChannelRef channel, Message message, SlackPart part, String delivery) {
    return switch (part) {
      case SlackPart.Message _ ->
          Optional.ofNullable(message.getMetadata())
              .map(Message.Metadata::getEventPayload)
              .filter(payload -> delivery.equals(payload.get(DELIVERY)))
              .map(_ -> message.getTs());
      case SlackPart.Stored(var file) -> file(channel, message, file.name());
      case SlackPart.Text(var name, _) -> file(channel, message, name);
    };
  }

  private Optional<String> file(ChannelRef channel, Message message, String name) {
    boolean ours = self.identity().filter(me -> me.user().equals(message.getUser())).isPresent();
    List<File> all = Optional.ofNullable(message.getFiles()).orElse(List.of());
    return all.stream()
        .filter(file -> ours && name.equals(file.getName()))
        .map(File::getId)
        .filter(id -> channels.post(new MessageRef(channel, id)).isEmpty())
        .findFirst();
  }
}
