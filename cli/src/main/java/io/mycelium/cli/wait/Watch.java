package io.mycelium.cli.wait;

import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.problem.Stopped;
import io.mycelium.cli.wire.Ask;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.cli.wire.EventReader;
import io.mycelium.cli.wire.Response;
import io.mycelium.cli.wire.Troubles;
import io.mycelium.cli.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Follows an approval or a job to its end, over as many connections as that takes.
///
/// The stream is asked for from shortly before the subject came to be, which its id tells, so that
/// nothing is missed, also when the call is a repeat of one that ended long ago.
public final class Watch {
  private static final String EVENTS = "/api/v1/events?";

  /// Longer than the gateway's signs of life are apart.
  private static final Duration SILENCE = Duration.ofSeconds(50);

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /// How far the gateway's clock and that of its store may be apart.
  private static final long APART_MILLIS = 120_000;

  private static final String START = "0-0";
  private static final Pattern SUBJECT = Pattern.compile("(approval|job):[a-z]+_[a-z0-9]{1,40}");

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private final Supplier<Endpoint> gateway;
  private final Notes notes;
  private final Optional<Duration> timeout;

  /// Prepares a wait.
  ///
  /// @param gateway asked again for each connection: a gateway that was started anew may be
  ///   elsewhere
  /// @param timeout after which to give up; without one, never
  public Watch(Supplier<Endpoint> gateway, Notes notes, Optional<Duration> timeout) {
    this.gateway = gateway;
    this.notes = notes;
    this.timeout = timeout;
  }

  /// Waits for the end.
  ///
  /// @param story of something of which [#subject] is true
  /// @throws Stopped when the gateway does not let the caller watch
  public Ending follow(Story story) {
    try (var _ = new Farewell(notes, story)) {
      return new Following(story).toTheEnd();
    } finally {
      notes.clear();
    }
  }

  /// Whether it is something that can be followed, `approval:id` or `job:id`.
  public static boolean subject(String text) {
    return SUBJECT.matcher(text).matches();
  }

  /// The place in the event log from which on a subject can have events.
  static String placeOf(String subject) {
    String stem = subject.substring(subject.indexOf('_') + 1);
    long millis = 0;
    for (int i = 0; i < 10; i++) {
      int digit = i < stem.length() ? DIGITS.indexOf(stem.charAt(i)) : -1;
      if (digit < 0) {
        return START;
      }
      millis = (millis << 5) | digit;
    }
    return Math.max(0, millis - APART_MILLIS) + "-0";
  }

  /// One wait.
  private final class Following {
    private final Story story;
    private final long began = System.nanoTime();
    private List<String> subjects;
    private String place;
    private boolean connected;
    private boolean lost;
    private long pause = FIRST_PAUSE_MILLIS;

    Following(Story story) {
      String subject = story.subject();
      this.story = story;
      this.place = placeOf(subject);
      String stem = subject.substring(subject.indexOf('_') + 1);
      this.subjects = story.approval() ? List.of(subject, "job:job_" + stem) : List.of(subject);
    }

    Ending toTheEnd() {
      while (left().isPositive()) {
        Optional<Ending> ending = connect();
        if (ending.isPresent()) {
          return ending.get();
        }
      }
      return new Ending.GaveUp(
          timeout.orElse(Duration.ZERO),
          story.look(story.job().isEmpty() ? "approval" : "job", "show"));
    }

    private Duration left() {
      return timeout.map(t -> t.minusNanos(System.nanoTime() - began)).orElse(SILENCE);
    }

    private Duration patience() {
      Duration left = left();
      return left.compareTo(SILENCE) < 0 ? left.plusMillis(1) : SILENCE;
    }

    /// One connection, as long as it lasts.
    private Optional<Ending> connect() {
      connected = false;
      try {
        Endpoint to = gateway.get();
        try (Response response = Wire.send(to, ask())) {
          if (response.status() == 200) {
            return read(response);
          }
          if (response.status() < 500 && response.status() != 429) {
            return refused(Troubles.refused(to, response.status(), response.bytes()));
          }
        }
      } catch (IOException e) {
        // Whatever it was, the next connection goes on where this one ended.
        return broken();
      } catch (Stopped e) {
        if (!e.problem().code().equals("no-gateway")) {
          throw e;
        }
      }
      return broken();
    }

    /// A log in which nothing has happened for longer than the clocks may be apart does not know
    /// the place; it is read from its start then.
    private Optional<Ending> refused(Problem problem) {
      if (!problem.code().equals("unknown-place") || place.equals(START)) {
        throw problem.stop();
      }
      place = START;
      return Optional.empty();
    }

    private Ask ask() {
      var query = new StringBuilder(EVENTS).append("after=").append(place);
      for (String subject : subjects) {
        query.append("&subject=").append(subject);
      }
      return Ask.get(query.toString(), patience()).with("Accept", "text/event-stream");
    }

    private Optional<Ending> read(Response response) throws IOException {
      connected = true;
      if (lost) {
        notes.murmur("connected again");
        lost = false;
      }
      var reader = new EventReader(response.body(), place);
      for (; ; ) {
        response.patience(patience());
        Optional<String> data = reader.next();
        if (data.isEmpty()) {
          return broken();
        }
        Optional<Ending> ending = story.on(Trees.parse(data.get()));
        place = reader.place();
        pause = FIRST_PAUSE_MILLIS;
        if (ending.isPresent()) {
          return ending;
        }
        if (elsewhere()) {
          return Optional.empty();
        }
      }
    }

    /// Whether the story goes on with a job that is not watched yet.
    private boolean elsewhere() {
      if (story.job().isEmpty() || subjects.contains(story.job())) {
        return false;
      }
      subjects = List.of(story.job());
      place = placeOf(story.job());
      return true;
    }

    private Optional<Ending> broken() {
      if (!left().isPositive()) {
        return Optional.empty();
      }
      if (!lost) {
        notes.murmur(
            connected
                ? "the connection to the gateway was lost; trying again"
                : "the gateway cannot be reached; trying again");
        lost = true;
      }
      try {
        Thread.sleep(Math.min(pause, Math.max(1, left().toMillis())));
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("nobody interrupts the program's own thread", e);
      }
    }
  }
}
