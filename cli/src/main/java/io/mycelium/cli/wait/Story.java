package io.mycelium.cli.wait;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.show.Ink;
import io.mycelium.cli.show.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Tells the events of an approval and its job, and finds the one that ends them. Events come from
/// one thread; others may ask where it stands.
public final class Story {
  /// More lines of the log than a failure repeats.
  private static final int REMEMBERED = 20;

  private final Notes notes;
  private final Spelling spelling;
  private final String subject;
  private final List<String> shown = new ArrayList<>();
  private volatile long number;
  private volatile String job;
  private Optional<Instant> skipped = Optional.empty();
  private boolean quiet;

  /// Begins a story.
  ///
  /// @param subject what is waited for, `type:id`
  /// @param number its short number; 0 when it is not known yet
  public Story(Notes notes, Spelling spelling, String subject, long number) {
    this.notes = notes;
    this.spelling = spelling;
    this.subject = subject;
    this.number = number;
    this.job = subject.startsWith("job:") ? subject : "";
  }

  /// Leaves out how things came about before that moment, and tells only what they came to.
  public void skipUntil(Instant moment) {
    skipped = Optional.of(moment);
  }

  String subject() {
    return subject;
  }

  /// Whether it began with an approval.
  boolean approval() {
    return subject.startsWith("approval:");
  }

  /// The job that the story led to, `job:id`; empty when it has not.
  String job() {
    return job;
  }

  /// Tells an event.
  ///
  /// @return how it ended, if the event is the end
  Optional<Ending> on(JsonNode event) {
    if (number == 0) {
      number = event.path("number").asLong(0);
    }
    quiet = skipped.isPresent() && at(event).isBefore(skipped.get());
    JsonNode payload = event.path("payload");
    return switch (event.path("type").asText("")) {
      case "approval.reminded" -> told("nobody has decided yet; they were reminded");
      case "approval.granted-one" ->
          told(
              "%s agreed at %s; %d of %d"
                  .formatted(
                      voter(payload),
                      voted(payload),
                      payload.path("votes").size(),
                      payload.path("needed").asLong()));
      case "approval.granted" ->
          good("granted by %s at %s".formatted(voter(payload), voted(payload)));
      case "approval.denied" -> ceased(event, "denied" + by(payload) + because(payload));
      case "approval.expired" -> ceased(event, "nobody decided in time; the approval expired");
      case "approval.refused" -> ceased(event, "granted, but it could not run" + because(payload));
      case "approval.redeemed" -> redeemed(event, Trees.line(payload, "result"));
      default -> job(event, payload);
    };
  }

  private Optional<Ending> redeemed(JsonNode event, String result) {
    if (!result.startsWith("job:") || !Watch.subject(result)) {
      return Optional.of(new Ending.Ran(event, result));
    }
    job = result;
    return Optional.empty();
  }

  private Optional<Ending> job(JsonNode event, JsonNode payload) {
    String type = event.path("type").asText("");
    String subject = "job:" + event.path("subject").path("id").asText("");
    if (type.startsWith("job.") && Watch.subject(subject)) {
      job = subject;
    }
    return switch (type) {
      case "job.queued" -> told("job %s is queued".formatted(number > 0 ? "#" + number : job));
      case "job.kept" -> kept(Trees.line(payload, "why"));
      case "job.started" -> told("started on " + drone(payload));
      case "job.progress" -> progress(payload);
      case "job.cancelling" -> told("it is being cancelled" + because(payload));
      case "job.requeued" -> {
        notes.clear();
        yield told(again(payload));
      }
      case "job.ended" -> {
        notes.clear();
        yield ended(event, payload);
      }
      default -> Optional.empty();
    };
  }

  private static String again(JsonNode payload) {
    String drone = drone(payload);
    return switch (payload.path("reason").asText("")) {
      case "lost" -> drone + " was lost; trying again";
      case "revoked" -> drone + " was revoked; trying again";
      case "released" -> drone + " gave it back; trying again";
      case "refused" -> drone + " could not run it; it waits for another one";
      case "retry" -> "it failed on " + drone + "; trying again";
      case "snooze" -> "it asked to be run again later";
      default -> "it runs again";
    };
  }

  private Optional<Ending> kept(String why) {
    return why.isEmpty() ? Optional.empty() : told(why);
  }

  private Optional<Ending> progress(JsonNode payload) {
    if (quiet) {
      return Optional.empty();
    }
    if (payload.has("percent")) {
      int percent = Math.clamp(payload.path("percent").asLong(), 0, 100);
      notes.progress(percent, Trees.line(payload, "note"));
    }
    for (JsonNode line : payload.path("lines")) {
      String text = Trees.oneLine(Trees.text(line.has("text") ? line.path("text") : line));
      notes.murmur(text);
      shown.add(text.strip());
    }
    while (shown.size() > REMEMBERED) {
      shown.removeFirst();
    }
    long more = payload.path("skipped").asLong(0);
    if (more > 0) {
      notes.murmur("... %d more lines; all: %s".formatted(more, look("job", "log")));
    }
    return Optional.empty();
  }

  private Optional<Ending> ended(JsonNode event, JsonNode payload) {
    String state = Trees.line(payload, "state");
    if (state.equals("done")) {
      JsonNode result = payload.path("result");
      return Optional.of(
          new Ending.Brought(event, Trees.text(result, "markdown"), result.path("files")));
    }
    String why = Trees.text(payload.path("failure"), "message");
    String sentence =
        switch (state) {
          case "dead" -> "given up";
          case "" -> "ended without a result";
          default -> state;
        };
    return ceased(event, sentence + (why.isEmpty() ? because(payload) : ": " + fresh(why)));
  }

  /// The reason, without the lines of the log that have just been shown.
  private String fresh(String why) {
    List<String> lines = new ArrayList<>();
    for (String line : why.split("\n", -1)) {
      lines.add(line.strip());
    }
    List<String> printed = lines.subList(1, lines.size());
    return Collections.indexOfSubList(shown, printed) < 0 ? why : lines.getFirst();
  }

  private Optional<Ending> told(String line) {
    if (!quiet) {
      notes.say(line);
    }
    return Optional.empty();
  }

  private static Instant at(JsonNode event) {
    try {
      return Instant.parse(event.path("at").asText(""));
    } catch (DateTimeException e) {
      return Instant.MAX;
    }
  }

  private Optional<Ending> good(String line) {
    notes.say(notes.screen().ink().paint(Ink.Style.GREEN, line));
    return Optional.empty();
  }

  private Optional<Ending> ceased(JsonNode event, String line) {
    notes.alarm(line);
    return Optional.of(new Ending.Ceased(event));
  }

  /// The line with which to look at it later, by its number or else by its id.
  ///
  /// @param noun `approval` or `job`, which share their number
  String look(String noun, String verb) {
    String known = noun.equals("job") && !job.isEmpty() ? job : subject;
    String which = number > 0 ? Long.toString(number) : known.substring(known.indexOf(':') + 1);
    return spelling.here(noun + " " + verb + " " + which);
  }

  private static JsonNode lastVote(JsonNode payload) {
    JsonNode votes = payload.path("votes");
    return votes.path(votes.size() - 1);
  }

  private static String voter(JsonNode payload) {
    String name = Trees.line(lastVote(payload), "name");
    return name.isEmpty() ? "somebody" : name;
  }

  private String voted(JsonNode payload) {
    return Moments.clock(Trees.line(lastVote(payload), "at"), notes.screen().zone());
  }

  private static String by(JsonNode payload) {
    String name = Trees.line(payload, "decidedBy");
    return name.isEmpty() ? "" : " by " + name;
  }

  private static String because(JsonNode payload) {
    String reason = Trees.text(payload, "reason");
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static String drone(JsonNode payload) {
    String name = Trees.line(payload, "drone");
    return name.isEmpty() ? "a drone" : "drone " + name;
  }
}
