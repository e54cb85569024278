package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.catalog.CatalogSource;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.problem.Stopped;
import io.mycelium.cli.show.FileText;
import io.mycelium.cli.show.ReplyText;
import io.mycelium.cli.show.Screen;
import io.mycelium.cli.wait.Ending;
import io.mycelium.cli.wait.Notes;
import io.mycelium.cli.wait.Story;
import io.mycelium.cli.wait.Watch;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.core.command.Command;
import io.mycelium.core.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Waits for what a call set going, and shows the end. What is told on the way goes to standard
/// error, so that standard output has the result alone.
final class Waiting {
  /// States of approvals and jobs whose outcome is open.
  private static final Set<String> BEFORE_THE_END =
      Set.of("pending", "waiting", "running", "cancelling");

  private final Surroundings around;
  private final Line line;
  private final Gateway gateway;
  private final Spelling spelling;
  private final Optional<Keeping> keeping;
  private final Notes notes;

  /// The gateway of a wait.
  ///
  /// @param anew asks where it is
  /// @param first where it was when the call was made
  record Gateway(Supplier<Endpoint> anew, Endpoint first, CatalogSource source) {}

  Waiting(
      Surroundings around,
      Line line,
      Gateway gateway,
      Spelling spelling,
      Optional<Keeping> keeping) {
    this.around = around;
    this.line = line;
    this.gateway = gateway;
    this.spelling = spelling;
    this.keeping = keeping;
    this.notes = new Notes(around.err(), around.errScreen(!line.has(Global.NO_COLOR)));
  }

  /// Waits for the end and shows it.
  ///
  /// @param accepted the reply
  /// @param subject what to watch
  ExitCode follow(JsonNode accepted, String subject) {
    JsonNode card = accepted.path("card");
    boolean past = !BEFORE_THE_END.contains(card.path("state").asText("pending"));
    announce(accepted, subject.startsWith("approval:"), past);
    var story = new Story(notes, spelling, subject, number(card));
    if (past) {
      story.skipUntil(around.clock().instant());
    }
    Ending ending = new Watch(gateway.anew, notes, Wish.timeout(line)).follow(story);
    return switch (ending) {
      case Ending.Brought brought -> brought(brought);
      case Ending.Ran ran -> ran(ran);
      case Ending.Ceased ceased -> {
        json(ceased.event());
        yield ExitCode.REFUSED;
      }
      case Ending.GaveUp gaveUp -> throw gaveUp(gaveUp).stop();
    };
  }

  /// Says what is waited for: an approval with all that others need to decide, a job on one line,
  /// and what is over already as what it came to.
  private void announce(JsonNode accepted, boolean approval, boolean past) {
    JsonNode card = accepted.path("card");
    String titled =
        "%s is %s".formatted(Trees.line(card, "title"), Trees.line(card, "state").strip());
    if (past) {
      notes.murmur(titled + " already.");
    } else if (approval) {
      Screen screen = around.errScreen(!line.has(Global.NO_COLOR));
      notes.say(new ReplyText(screen, spelling).draw(accepted));
      notes.murmur("\nWaiting for the decision; Ctrl-C stops the wait and nothing else.");
    } else {
      notes.murmur("%s; Ctrl-C stops the wait and nothing else.".formatted(titled));
      String why = Trees.text(card, "markdown").strip();
      if (!why.isEmpty()) {
        notes.say(why);
      }
    }
  }

  private static long number(JsonNode card) {
    for (JsonNode field : card.path("fields")) {
      String value = field.path("value").asText("");
      if (field.path("key").asText("").equals("number") && value.matches("#[0-9]{1,9}")) {
        return Long.parseLong(value.substring(1));
      }
    }
    return 0;
  }

  private void json(JsonNode event) {
    if (line.has(Global.JSON)) {
      Conversation.print(around, Trees.print(event));
    }
  }

  private ExitCode brought(Ending.Brought brought) {
    List<JsonNode> files = new ArrayList<>();
    brought.files().forEach(files::add);
    if (keeping.isPresent() && files.isEmpty()) {
      keeping.get().text(brought.markdown().stripTrailing());
      json(brought.event());
      return ExitCode.OK;
    }
    Optional<JsonNode> kept = keeping.flatMap(to -> to.choose(files));
    if (kept.isPresent()) {
      keeping.get().file(gateway.anew.get(), kept.get());
      files.remove(kept.get());
    }
    json(brought.event());
    boolean missing = keeping.isPresent() && kept.isEmpty();
    if (missing) {
      notes.alarm(
          "'%s' names none of the %d files that came back, so that none was saved. Each is brought by its line:"
              .formatted(PlainText.line(keeping.get().name(), 100), files.size()));
    }
    if (missing || !line.has(Global.JSON)) {
      files.forEach(file -> notes.say(FileText.draw(file, spelling)));
    }
    if (!line.has(Global.JSON)) {
      show(Trees.object().put("kind", "text").put("markdown", brought.markdown()));
    }
    return missing ? ExitCode.USAGE : ExitCode.OK;
  }

  /// Shows the result; on standard error where the other stream is for a file.
  private void show(JsonNode reply) {
    boolean colour = !line.has(Global.NO_COLOR);
    if (keeping.filter(Keeping::standardOutput).isPresent()) {
      notes.say(new ReplyText(around.errScreen(colour), spelling).draw(reply));
    } else {
      around.out().println(new ReplyText(around.outScreen(colour), spelling).draw(reply));
    }
  }

  /// Shows what the granted call led to, if there is a command that can.
  private ExitCode ran(Ending.Ran ran) {
    json(ran.event());
    if (line.has(Global.JSON)) {
      return ExitCode.OK;
    }
    int colon = ran.result().indexOf(':');
    Optional<JsonNode> card =
        colon < 0
            ? Optional.empty()
            : card(ran.result().substring(0, colon), ran.result().substring(colon + 1));
    if (card.isPresent()) {
      show(card.get());
    } else {
      notes.say(ran.result().isEmpty() ? "done" : "done: " + ran.result().substring(colon + 1));
    }
    return ExitCode.OK;
  }

  private Optional<JsonNode> card(String type, String id) {
    Optional<Command<ObjectNode>> show = gateway.source.known().find(type + " show");
    if (show.isEmpty() || show.get().options().options().size() != 1) {
      return Optional.empty();
    }
    ObjectNode options = Trees.object().put(show.get().options().options().getFirst().name(), id);
    try {
      var another = new Line(roomOnly(), List.of());
      return Optional.of(
          new Sender(gateway.anew.get(), another, around)
              .send(show.get().name(), options, Optional.empty())
              .document()
              .path("reply"));
    } catch (Stopped e) {
      return Optional.empty();
    }
  }

  private java.util.Map<Global, String> roomOnly() {
    return line.value(Global.ROOM)
        .map(room -> java.util.Map.of(Global.ROOM, room))
        .orElse(java.util.Map.of());
  }

  private static Problem gaveUp(Ending.GaveUp end) {
    return Problem.local(
            ExitCode.UNAVAILABLE,
            "timeout",
            "It is not done after %s; it goes on by itself.".formatted(spoken(end.after())))
        .hint("To look later: " + end.look());
  }

  private static String spoken(Duration duration) {
    return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
