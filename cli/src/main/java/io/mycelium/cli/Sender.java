package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.show.Zone;
import io.mycelium.cli.wire.Ask;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.cli.wire.Response;
import io.mycelium.cli.wire.Troubles;
import io.mycelium.cli.wire.Wire;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.trace.TraceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sends calls, all under one request id, so that a repeat does nothing twice.
final class Sender {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Endpoint gateway;
  private final String request;
  private final Optional<String> room;
  private final Zone zone;
  private final Optional<TraceContext> trace;

  Sender(Endpoint gateway, Line line, Surroundings around) {
    this.gateway = gateway;
    this.request =
        line.value(Global.REQUEST_ID)
            .map(id -> printable("request-id", id))
            .orElseGet(() -> RequestIds.random());
    this.room = line.value(Global.ROOM).map(name -> printable("room", name));
    this.zone = around.zone();
    this.trace = trace(around);
  }

  /// The trace of whoever started this program, such as a traced pipeline.
  private static Optional<TraceContext> trace(Surroundings around) {
    String parent = around.variable(TraceContext.PARENT_VARIABLE);
    String state = around.variable(TraceContext.STATE_VARIABLE);
    return parent.isEmpty() ? Optional.empty() : TraceContext.read(List.of(parent), List.of(state));
  }

  /// What the gateway answered.
  ///
  /// @param body as it was sent
  /// @param document the same, read
  record Answer(int status, String body, JsonNode document) {}

  /// Calls a command. When the connection breaks, once more.
  ///
  /// @param confirmation the token of an earlier refusal
  /// @throws io.mycelium.cli.problem.Stopped when the gateway refuses or does not answer
  Answer send(CommandName command, ObjectNode options, Optional<String> confirmation) {
    Ask ask = ask(command, options, confirmation);
    try {
      return once(ask);
    } catch (io.mycelium.cli.wire.Unreached e) {
      throw Troubles.lost(gateway, e).stop();
    } catch (IOException e) {
      return again(ask);
    }
  }

  private Answer again(Ask ask) {
    try {
      return once(ask);
    } catch (IOException e) {
      Problem lost =
          Problem.local(
              ExitCode.UNAVAILABLE,
              "outcome-unknown",
              "The connection to %s was lost before the answer came; the call may have been done."
                  .formatted(gateway));
      throw lost.hint(
              "The same line with --request-id %s asks again, and does nothing twice."
                  .formatted(request))
          .stop();
    }
  }

  private Answer once(Ask ask) throws IOException {
    try (Response response = Wire.send(gateway, ask)) {
      byte[] body = response.bytes();
      if (response.status() != 200 && response.status() != 202) {
        throw Troubles.refused(gateway, response.status(), body).stop();
      }
      String text = new String(body, StandardCharsets.UTF_8);
      return new Answer(response.status(), text, Trees.parse(body));
    }
  }

  private Ask ask(CommandName command, ObjectNode options, Optional<String> confirmation) {
    String path = "/api/v1/commands/" + command.dashed();
    Ask ask =
        Ask.post(path, Trees.print(options), PATIENCE)
            .with("Accept", "application/json")
            .with("Idempotency-Key", request)
            .with("Mycelium-Zone", zone.name());
    if (room.isPresent()) {
      ask = ask.with("Mycelium-Room", room.get());
    }
    if (trace.isPresent()) {
      ask = ask.with(TraceContext.PARENT_HEADER, trace.get().parent());
      Optional<String> state = trace.get().state();
      ask = state.isPresent() ? ask.with(TraceContext.STATE_HEADER, state.get()) : ask;
    }
    return confirmation.isPresent() ? ask.with("Mycelium-Confirm", confirmation.get()) : ask;
  }

  private static String printable(String option, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
        throw Problem.local(
                ExitCode.USAGE,
                "bad-" + option,
                "Option --%s takes printable ASCII without blanks.".formatted(option))
            .stop();
      }
    }
    return value;
  }
}
