package io.mycelium.functions.enrolment;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `drone enrolled`: which drones ask, are enrolled, or were. It does not tell the codes of those
/// that ask: who approves one shall have it from its machine.
final class ListEnrolled {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", "Name", Fit.WHOLE),
          new Column("state", "State", Fit.WHOLE),
          new Column("fingerprint", "Fingerprint", Fit.WHOLE),
          new Column("machine", "Machine, as it says", Fit.SPARE));

  record NoOptions() {}

  private final Enrolments enrolments;

  ListEnrolled(Enrolments enrolments) {
    this.enrolments = enrolments;
  }

  Command<NoOptions> command() {
    return Command.named("drone", "enrolled")
        .summary("List the drones that ask to work here, and those that were let in")
        .examples(
            "which drones are enrolled?",
            "which drones wait to be approved?",
            "list the enrolled drones")
        .permission(Permission.DRONES_READ)
        .handledBy(NoOptions.class, this::handle);
  }

  private Reply handle(NoOptions options, Invocation by) {
    Stream<List<String>> asking =
        enrolments.asking().open().stream()
            .map(one ->
                List.of(
                    EnrolmentReplies.line(one.about().name()),
                    "asks, for %d more minutes".formatted(minutes(one.ends(), by.at())),
                    one.key().fingerprint(),
                    EnrolmentReplies.machine(one.about())));
    Stream<List<String>> enrolled =
        enrolments.all().stream()
            .map(one ->
                List.of(
                    EnrolmentReplies.line(one.name()),
                    one.active() ? "enrolled" : "revoked",
                    one.key().fingerprint(),
                    EnrolmentReplies.machine(one.about())));
    return new Reply.Table(
        COLUMNS,
        Stream.concat(asking, enrolled).toList(),
        "No drone is enrolled, and none asks. './mycelium drone --gateway URL' on another computer does.",
        Optional.empty());
  }

  private static long minutes(Instant end, Instant now) {
    return Math.max(1, Duration.between(now, end).plusSeconds(59).toMinutes());
  }
}
