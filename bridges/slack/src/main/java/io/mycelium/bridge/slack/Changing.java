package io.mycelium.bridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.Message;
import com.slack.api.util.json.GsonFactory;
import io.mycelium.bridge.slack.render.SlackText;
import io.mycelium.chatting.Pause;
import io.mycelium.chatting.desk.Changes;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.chatting.text.Emoji;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Passes on what people do in linked channels with messages that are posts: other words, taking
/// away, reactions. What we do there ourselves is not passed on. What comes twice is passed on
/// once. Blocks; call it on virtual threads, behind the messages of the channel that came before.
final class Changing {
  /// When a message of ours is looked for again.
  private static final List<Duration> NOTED =
      List.of(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1_500));

  private final Changes changes;
  private final Channels channels;
  private final People people;
  private final Self self;
  private final SlackText text;

  Changing(Desk desk, Channels channels, People people, Self self) {
    this.changes = new Changes(desk, channels);
    this.channels = channels;
    this.people = people;
    this.self = self;
    this.text = new SlackText(people);
  }

  /// A message has other words, or is no more.
  ///
  /// @param event `message_changed` or `message_deleted`
  void changed(Whereabouts where, JsonNode event) {
    JsonNode message = event.path("message");
    // The first message of a thread stays, as one that says that it was deleted.
    boolean gone = message.isMissingNode() || message.path("subtype").asText().equals("tombstone");
    if (gone) {
      removed(where, event.path("previous_message"));
    } else if (message.path("edited").hasNonNull("ts")) {
      edited(where, message);
    }
  }

  /// A message has other words, as it is read later.
  void edited(Whereabouts where, Message message) {
    edited(where, Json.parse(GsonFactory.createSnakeCase().toJson(message)));
  }

  /// Slack changes messages by itself, too: it adds what links lead to. People leave the mark of an
  /// edit.
  private void edited(Whereabouts where, JsonNode message) {
    String words = text.markdown(message.path("text").asText()).strip();
    post(where, message)
        .filter(_ -> byPerson(message) && !words.isEmpty())
        .ifPresent(post -> {
          String deed = "edit/" + message.path("edited").path("ts").asText();
          changes.edited(
              visit(at(where, message), message, deed), ref(where, message), post, words);
        });
  }

  /// Slack does not say who deleted it; whoever said it may.
  private void removed(Whereabouts where, JsonNode message) {
    post(where, message)
        .filter(_ -> byPerson(message))
        .ifPresent(post ->
            changes.removed(
                visit(at(where, message), message, "delete"), ref(where, message), post));
  }

  /// Somebody reacted to a message, or no longer does.
  ///
  /// @param where as whoever did it
  /// @param event `reaction_added` or `reaction_removed`
  void reacted(Whereabouts where, JsonNode event, boolean on) {
    JsonNode message = event.path("item");
    Optional<String> emoji = Emoji.fromSlack(event.path("reaction").asText());
    if (emoji.isEmpty() || !isPerson(where.user())) {
      return;
    }
    reactedTo(where, event)
        .ifPresent(post -> {
          String deed = "react/" + event.path("event_ts").asText() + "/" + where.user();
          changes.reacted(visit(where, message, deed), ref(where, message), post, emoji.get(), on);
        });
  }

  /// People may be quicker than our note of a message that we have posted a moment ago.
  private Optional<PostId> reactedTo(Whereabouts where, JsonNode event) {
    JsonNode message = event.path("item");
    boolean ours = isUs(event.path("item_user").asText()) && channels.find(where.ref()).isPresent();
    Optional<PostId> post = post(where, message);
    for (int tried = 0; ours && post.isEmpty() && tried < NOTED.size(); tried++) {
      if (!Pause.over(NOTED.get(tried))) {
        return Optional.empty();
      }
      post = post(where, message);
    }
    return post;
  }

  private static MessageRef ref(Whereabouts where, JsonNode message) {
    return new MessageRef(where.ref(), message.path("ts").asText());
  }

  private Visit visit(Whereabouts by, JsonNode message, String deed) {
    return by.visit("%s/%s/%s".formatted(deed, by.channel(), message.path("ts").asText()), people);
  }

  private static Whereabouts at(Whereabouts where, JsonNode message) {
    return Whereabouts.of(
        where.team(), where.channel(), message.path("user").asText(), Optional.empty());
  }

  /// The post that a message in a linked channel is, or is a copy of.
  private Optional<PostId> post(Whereabouts where, JsonNode message) {
    return message.path("ts").asText().isEmpty()
        ? Optional.empty()
        : changes.post(ref(where, message));
  }

  private boolean byPerson(JsonNode message) {
    return !message.hasNonNull("bot_id") && isPerson(message.path("user").asText());
  }

  private boolean isPerson(String user) {
    return !user.isEmpty() && !isUs(user);
  }

  private boolean isUs(String user) {
    return self.identity().filter(me -> me.user().equals(user)).isPresent();
  }
}
