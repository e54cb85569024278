package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordText;
import io.mycelium.chatting.desk.Changes;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.chatting.text.Emoji;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PostId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.emoji.EmojiUnion;
import net.dv8tion.jda.api.events.message.react.GenericMessageReactionEvent;
import org.jspecify.annotations.Nullable;

/// Passes on what people do in linked channels with messages that are posts: other words, taking
/// away, reactions. What we do there ourselves is not passed on. Blocks; call it on virtual
/// threads, behind the messages of the channel that came before.
final class Changing {
  private static final int MOST = 10_000;

  private final Changes changes;
  private final People people;

  /// Tells this gateway's deeds from those of others: a reaction has no id at Discord.
  private final String here = UUID.randomUUID().toString();

  /// Guarded by itself: who said the newest messages. Discord does not tell whose message is gone.
  private final Map<String, Visit> authors =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visit> eldest) {
          return size() > MOST;
        }
      };

  Changing(Desk desk, Channels channels, People people) {
    this.changes = new Changes(desk, channels);
    this.people = people;
  }

  /// Somebody said a message.
  void said(Message message) {
    Visit by = people.visit(message, message.getMember(), "said");
    synchronized (authors) {
      authors.put(message.getId(), by);
    }
  }

  /// A message has other words. Discord also changes messages by itself: it adds what links lead
  /// to. People leave the mark of an edit.
  void edited(Message message) {
    String words = new DiscordText(people.names(message)).markdown(message.getContentRaw()).strip();
    if (message.getTimeEdited() == null || words.isEmpty()) {
      return;
    }
    said(message);
    var ref = new MessageRef(People.ref(message.getChannel()), message.getId());
    String id =
        "edit/%d/%s".formatted(message.getTimeEdited().toInstant().toEpochMilli(), message.getId());
    changes
        .post(ref)
        .ifPresent(post ->
            changes.edited(people.visit(message, Passing.author(message), id), ref, post, words));
  }

  /// A message is no more. Whoever said it may take it away; of one that was said before this
  /// gateway listened nobody knows who did.
  void removed(ChannelRef channel, String message) {
    Optional<Visit> by;
    synchronized (authors) {
      by = Optional.ofNullable(authors.remove(message));
    }
    var ref = new MessageRef(channel, message);
    by.ifPresent(visit ->
        changes
            .post(ref)
            .ifPresent(post -> changes.removed(visit.named("delete/" + message), ref, post)));
  }

  /// Somebody reacted to a message, or no longer does.
  void reacted(GenericMessageReactionEvent event, boolean on) {
    var ref = new MessageRef(People.ref(event.getChannel()), event.getMessageId());
    Optional<PostId> post = changes.post(ref);
    Optional<String> emoji = Emoji.read(written(event.getEmoji()));
    if (post.isEmpty() || emoji.isEmpty()) {
      return;
    }
    @Nullable User user = Calls.call(event::retrieveUser).ok().orElse(null);
    if (user == null || user.isBot()) {
      return;
    }
    @Nullable Member member = event.getMember();
    String id = "react/%s/%d".formatted(here, event.getResponseNumber());
    changes.reacted(
        people.visit(user, member, event.getChannel(), id), ref, post.get(), emoji.get(), on);
  }

  private static String written(EmojiUnion emoji) {
    return switch (emoji.getType()) {
      case UNICODE -> emoji.getName();
      case CUSTOM -> ":" + emoji.getName() + ":";
    };
  }
}
