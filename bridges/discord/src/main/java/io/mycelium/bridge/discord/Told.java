package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordText;
import io.mycelium.chatting.desk.Answer;
import io.mycelium.chatting.desk.Answered;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Roots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import net.dv8tion.jda.api.entities.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what people say to us, on threads of its own: it is a command, or is to become one.
final class Told {
  private static final Logger LOG = LoggerFactory.getLogger(Told.class);

  /// For so long somebody who called us is taken to wait for an answer.
  private static final Duration AWAITED = Duration.ofMinutes(10);

  private final Desk desk;
  private final Roots roots;
  private final People people;
  private final Shower shower;
  private final Answered answered;
  private final InstantSource clock;
  private final ExecutorService threads;

  Told(
      DiscordBridge.Parts parts,
      Roots roots,
      People people,
      Shower shower,
      ExecutorService threads) {
    this.desk = parts.desk();
    this.roots = roots;
    this.people = people;
    this.shower = shower;
    this.answered = new Answered(parts.channels());
    this.clock = parts.clock();
    this.threads = threads;
  }

  /// Whether a person says it to us: alone with us, or by a mention.
  private static boolean isFor(Message message) {
    return Passing.byPerson(message)
        && (!message.isFromGuild()
            || message.getContentRaw().matches("(?s).*" + us(message) + ".*"));
  }

  private static String us(Message message) {
    return "<@!?" + message.getJDA().getSelfUser().getId() + ">";
  }

  /// Does and answers what is for us, if it is.
  void heard(Message message) {
    if (isFor(message)) {
      threads.execute(() -> answer(message));
    }
  }

  /// The same of what nobody heard when it was said, unless it is too late.
  void missed(Message message) {
    Instant said = message.getTimeCreated().toInstant();
    if (said.isAfter(clock.instant().minus(AWAITED))) {
      heard(message);
    }
  }

  private void answer(Message message) {
    try {
      String said = message.getContentRaw().replaceAll(us(message), " ");
      String typed = new DiscordText(people.names(message)).plain(said).strip();
      String deed = "told/" + message.getId();
      var visit = people.visit(message, Passing.author(message), deed);
      roots.await(visit);
      Answer answer = desk.line(visit, typed.isEmpty() ? "help" : typed);
      if (answered.isFirst(answer, deed)) {
        shower.show(answer, Asker.of(message));
      }
    } catch (RuntimeException e) {
      LOG.error("something that was said in Discord failed", e);
    }
  }
}
