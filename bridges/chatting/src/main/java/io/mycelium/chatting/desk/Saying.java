package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.chatting.Pause;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.text.Cut;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in a room what somebody said on a platform. What is busy or away for a while is tried
/// again, since nobody would say it once more. Blocks; call it on virtual threads, in the order of
/// a channel's messages.
public final class Saying {
  private static final Logger LOG = LoggerFactory.getLogger(Saying.class);
  private static final String SAY = "say";

  /// What a post holds.
  private static final int LONGEST = 4_000;

  private static final int TRIES = 60;
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Desk desk;
  private final Roots roots;

  public Saying(Desk desk, Roots roots) {
    this.desk = desk;
    this.roots = roots;
  }

  /// The request of saying a message: the same for every delivery of it, by an event or by reading
  /// the channel.
  public static String request(MessageRef message) {
    return "said/" + message.channel().channel() + "/" + message.message();
  }

  /// As many of the words as a post holds.
  static String fitting(String words) {
    return words.length() <= LONGEST ? words : Cut.to(words, LONGEST - 1) + "…";
  }

  /// Says a message, if there is anything in it. One post has one file; the others follow it.
  ///
  /// @param visit whose request is that of [#request]
  /// @param words Markdown of ours
  public void say(Visit visit, MessageRef message, String words, List<FileRef> files) {
    if (words.isEmpty() && files.isEmpty()) {
      return;
    }
    roots.await(visit);
    ObjectNode first = options(words, files.stream().findFirst());
    until(() -> desk.pass(visit, message, SAY, first));
    for (int i = 1; i < files.size(); i++) {
      Visit further = visit.named(visit.id() + "/" + i);
      ObjectNode file = options("", Optional.of(files.get(i)));
      until(() -> desk.run(further, SAY, file));
    }
  }

  private static ObjectNode options(String words, Optional<FileRef> file) {
    ObjectNode options = Json.object();
    if (!words.isEmpty()) {
      options.put("text", fitting(words));
    }
    file.ifPresent(f -> options.set("file", f.tree()));
    return options;
  }

  /// Tries until it is said, or may not be.
  private static void until(Supplier<Answer> deed) {
    Optional<Duration> pause = again(deed);
    for (int tried = 1; pause.isPresent() && tried < TRIES; tried++) {
      if (!Pause.over(pause.get())) {
        return;
      }
      pause = again(deed);
    }
    if (pause.isPresent()) {
      LOG.error("something that was said on a chat platform could not be passed on");
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
}
