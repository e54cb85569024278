package io.mycelium.bridge.slack;

import com.slack.api.model.File;
import com.slack.api.model.Message;
import io.mycelium.bridge.slack.render.SlackText;
import io.mycelium.chatting.desk.Saying;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.reply.FileRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Self self;
  private final SlackText text;

  Passing(Saying saying, Channels channels, People people, Fetching fetching, Self self) {
    this.saying = saying;
    this.channels = channels;
    this.people = people;
    this.fetching = fetching;
    this.self = self;
    this.text = new SlackText(people);
  }

  /// Whether what is said in the channel is for a room.
  boolean concerns(Whereabouts where) {
    return channels.find(where.ref()).isPresent();
  }

  /// Whether a person said it. What programs say is not passed on, ours least of all.
  boolean byPerson(Message message) {
    return message.getUser() != null
        && message.getBotId() == null
        && self.identity().filter(me -> me.user().equals(message.getUser())).isEmpty();
  }

  /// Says a message in the room.
  void said(Whereabouts where, Message message) {
    Optional<String> thread =
        Optional.ofNullable(message.getThreadTs()).filter(root -> !root.equals(message.getTs()));
    var at = Whereabouts.of(where.team(), where.channel(), message.getUser(), thread);
    var ref = new MessageRef(at.ref(), message.getTs());
    Visit visit = at.visit(Saying.request(ref), people);
    String words = text.markdown(Optional.ofNullable(message.getText()).orElse("")).strip();
    saying.say(visit, ref, words, files(visit, message));
  }

  private List<FileRef> files(Visit visit, Message message) {
    List<FileRef> kept = new ArrayList<>();
    for (File file : Optional.ofNullable(message.getFiles()).orElse(List.of())) {
      fetching
          .fetch(visit, file)
          .ifPresentOrElse(
              kept::add, () -> LOG.warn("a file in {} is not passed on", visit.channel()));
    }
    return kept;
  }
}
