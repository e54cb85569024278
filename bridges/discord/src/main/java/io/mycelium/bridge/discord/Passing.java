package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordText;
import io.mycelium.chatting.desk.Saying;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.reply.FileRef;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes on what people say in linked channels to the room. What comes twice is passed on once.
/// Blocks; call it on virtual threads, in the order of a channel's messages.
final class Passing {
  private static final Logger LOG = LoggerFactory.getLogger(Passing.class);

  private final Saying saying;
  private final Channels channels;
  private final People people;
  private final Fetching fetching;

  Passing(Saying saying, Channels channels, People people, Fetching fetching) {
    this.saying = saying;
    this.channels = channels;
    this.people = people;
    this.fetching = fetching;
  }

  /// Whether what is said in the channel is for a room.
  boolean concerns(ChannelRef channel) {
    return channels.find(channel).isPresent();
  }

  /// Whether a person said it, and everybody there sees it. What programs say is not passed on,
  /// ours least of all.
  static boolean byPerson(Message message) {
    return !message.getAuthor().isBot()
        && !message.isWebhookMessage()
        && (message.getType() == MessageType.DEFAULT
            || message.getType() == MessageType.INLINE_REPLY)
        && !People.hidden(message.getChannel());
  }

  /// Says a message in the room.
  ///
  /// @return whether it was not known there yet
  boolean said(Message message) {
    var ref = new MessageRef(People.ref(message.getChannel()), message.getId());
    if (channels.post(ref).isPresent()) {
      return false;
    }
    Visit visit = people.visit(message, author(message), Saying.request(ref));
    String words = new DiscordText(people.names(message)).markdown(message.getContentRaw()).strip();
    saying.say(visit, ref, words, files(visit, message));
    return true;
  }

  /// Who the author is in the guild; history does not tell.
  static @Nullable Member author(Message message) {
    if (message.getMember() != null || !message.isFromGuild()) {
      return message.getMember();
    }
    return Calls.call(() -> message.getGuild().retrieveMember(message.getAuthor()))
        .ok()
        .orElse(null);
  }

  private List<FileRef> files(Visit visit, Message message) {
    List<FileRef> kept = new ArrayList<>();
    for (Message.Attachment file : message.getAttachments()) {
      fetching
          .fetch(visit, file)
          .ifPresentOrElse(
              kept::add, () -> LOG.warn("a file in {} is not passed on", visit.channel()));
    }
    return kept;
  }
}
