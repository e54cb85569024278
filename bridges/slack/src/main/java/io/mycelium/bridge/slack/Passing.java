package io.mycelium.bridge.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.File;
import com.slack.api.model.Message;
import io.mycelium.bridge.slack.render.SlackText;
import io.mycelium.chatting.desk.Answer;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.text.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes on what people say in linked channels to the room. What comes twice is passed on once.
/// Blocks; call it on virtual threads, in the order of a channel's messages.
final class Passing {
  private static final Logger LOG = LoggerFactory.getLogger(Passing.class);
  private static final String SAY = "say";

  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int TRIES = 60;

  /// What a post holds.
  private static final int LONGEST = 4_000;

  private final Desk desk;
  private final Channels channels;
  private final People people;
  private final Fetching fetching;
  private final Self self;
  private final SlackText text;

  Passing(Desk desk, Channels channels, People people, Fetching fetching, Self self) {
    this.desk = desk;
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
    Visit visit = at.visit(id(ref), people);
    List<FileRef> files = files(visit, message);
    String words = text.markdown(Optional.ofNullable(message.getText()).orElse("")).strip();
    if (words.isEmpty() && files.isEmpty()) {
      return;
    }
    say(() -> desk.pass(visit, ref, SAY, options(words, files.stream().findFirst())));
    for (int i = 1; i < files.size(); i++) {
      // One post has one file; the others follow it.
      Visit further = at.visit(id(ref) + "/" + i, people);
      FileRef file = files.get(i);
      say(() -> desk.run(further, SAY, options("", Optional.of(file))));
    }
  }

  /// Tries until it is said, or may not be: nobody would say it once more.
  private static void say(Supplier<Answer> deed) {
    Optional<Duration> pause = again(deed);
    for (int tried = 1; pause.isPresent() && tried < TRIES; tried++) {
      try {
        Thread.sleep(pause.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      pause = again(deed);
    }
    if (pause.isPresent()) {
      LOG.error("something that was said in Slack could not be passed on");
    }
  }

  /// @return after which pause it is worth trying again, if so
  private static Optional<Duration> again(Supplier<Answer> deed) {
    try {
      return deed.get() instanceof Answer.Alone(Reply.Refused why, _) && passes(why.reason())
          ? Optional.of(why.retryAfter().orElse(AGAIN))
          : Optional.empty();
    } catch (StoreUnavailable e) {
      LOG.debug("the store is not there", e);
      return Optional.of(AGAIN);
    }
  }

  private static boolean passes(Reply.Reason reason) {
    return reason == Reply.Reason.UNAVAILABLE || reason == Reply.Reason.BUSY;
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

  private static ObjectNode options(String words, Optional<FileRef> file) {
    ObjectNode options = Json.object();
    if (!words.isEmpty()) {
      options.put("text", fitting(words));
    }
    file.ifPresent(f -> options.set("file", f.tree()));
    return options;
  }

  /// As many of the words as a post holds.
  static String fitting(String words) {
    return words.length() <= LONGEST ? words : Cut.to(words, LONGEST - 1) + "…";
  }

  /// The same for every delivery of a message, by an event or by reading the channel.
  private static String id(MessageRef message) {
    return "said/" + message.channel().channel() + "/" + message.message();
  }
}
