package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.catalog.CatalogSource;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.problem.Stopped;
import io.mycelium.cli.show.Ink;
import io.mycelium.cli.show.ReplyText;
import io.mycelium.cli.show.Screen;
import io.mycelium.cli.wait.Watch;
import io.mycelium.cli.wire.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// A call and all that comes of it: newer definitions, confirmation, the answer, the wait.
final class Conversation {
  private static final Set<String> STALE =
      Set.of("bad-options", "unknown-command", "function-broken");

  private final Surroundings around;
  private final Endpoints gateways;
  private final Endpoint gateway;
  private final CatalogSource source;
  private final Uploads uploads;

  /// @param gateways asks for the gateway anew
  Conversation(Surroundings around, Endpoints gateways, Endpoint gateway, CatalogSource source) {
    this.around = around;
    this.gateways = gateways;
    this.gateway = gateway;
    this.source = source;
    this.uploads = new Uploads(around, gateway);
  }

  /// Makes the call and shows what comes.
  ///
  /// @throws Stopped when it comes to nothing
  ExitCode hold(Resolver resolver) {
    Resolver.Call call = resolver.call();
    Optional<Keeping> keeping =
        call.line().value(Global.OUTPUT).map(file -> new Keeping(around, file));
    Wish.timeout(call.line());
    call = uploads.settle(call);
    var sender = new Sender(gateway, call.line(), around);
    Sender.Answer answer;
    try {
      answer = confirmed(sender, call);
    } catch (Stopped e) {
      if (!stale(e.problem()) || !source.refresh()) {
        throw e;
      }
      call = uploads.settle(resolver.call());
      answer = confirmed(sender, call);
    }
    return show(call.line(), answer, keeping);
  }

  /// Whether a newer catalogue may make another call of the line.
  private static boolean stale(Problem problem) {
    return STALE.contains(problem.code());
  }

  private Sender.Answer confirmed(Sender sender, Resolver.Call call) {
    try {
      return sender.send(call.command().name(), call.options(), Optional.empty());
    } catch (Stopped e) {
      String token = e.problem().document().path("confirm").asText("");
      if (token.isEmpty() || !(call.line().has(Global.YES) || asks())) {
        throw e;
      }
      if (!call.line().has(Global.YES) && !agrees(e.problem())) {
        throw Problem.local(ExitCode.CONFLICT, "not-confirmed", "Not done.").stop();
      }
      return sender.send(call.command().name(), call.options(), Optional.of(token));
    }
  }

  /// Whether somebody is there to be asked.
  private boolean asks() {
    return around.terminal().in() && around.terminal().err();
  }

  private boolean agrees(Problem asked) {
    around.err().println(Trees.text(asked.document(), "detail"));
    around.err().print("Type yes to go on: ");
    around.err().flush();
    try {
      String typed =
          new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8)).readLine();
      return typed != null && typed.strip().equalsIgnoreCase("yes");
    } catch (IOException e) {
      return false;
    }
  }

  private ExitCode show(Line line, Sender.Answer answer, Optional<Keeping> keeping) {
    JsonNode reply = answer.document().path("reply");
    JsonNode watched = reply.path("subject");
    String subject = watched.path("type").asText("") + ":" + watched.path("id").asText("");
    if (answer.status() == 202 && !line.has(Global.NO_WAIT) && Watch.subject(subject)) {
      return waiting(line, keeping).follow(reply, subject);
    }
    if (keeping.isPresent()) {
      keep(keeping.get(), line, reply);
    }
    if (line.has(Global.JSON)) {
      print(around, answer.body());
    } else if (keeping.isEmpty()) {
      Screen screen = around.outScreen(!line.has(Global.NO_COLOR));
      around.out().println(new ReplyText(screen, spelling(line)).draw(reply));
    }
    return ExitCode.OK;
  }

  private Waiting waiting(Line line, Optional<Keeping> keeping) {
    return new Waiting(
        around,
        line,
        new Waiting.Gateway(gateways::find, gateway, source),
        spelling(line),
        keeping);
  }

  private void keep(Keeping keeping, Line line, JsonNode reply) {
    JsonNode inner = reply.path("kind").asText("").equals("private") ? reply.path("reply") : reply;
    switch (inner.path("kind").asText("")) {
      case "file" -> keeping.file(gateway, inner);
      case "text" -> keeping.text(Trees.text(inner, "markdown").stripTrailing());
      default -> {
        var page = new Screen(false, Ink.OFF, 0, around.zone());
        keeping.text(new ReplyText(page, spelling(line)).draw(inner));
      }
    }
  }

  private Spelling spelling(Line line) {
    return new Spelling(
        source.known(), line.value(Global.ROOM).orElse(""), gateways.folder().option());
  }

  /// Prints JSON as it came. On a terminal, what that would obey is escaped; it says the same.
  static void print(Surroundings around, String json) {
    around.out().println(around.terminal().out() ? Trees.harmless(json) : json);
  }
}
