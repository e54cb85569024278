package io.mycelium.core.pipeline;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Intent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// What would become of a call, as far as that can be told without making it.
final class Preview {
  private final Catalogue.Source catalogue;
  private final Authorise authorise;
  private final Switches switches;
  private final InstantSource clock;

  Preview(Catalogue.Source catalogue, Authorise authorise, Switches switches, InstantSource clock) {
    this.catalogue = catalogue;
    this.authorise = authorise;
    this.switches = switches;
    this.clock = clock;
  }

  Optional<Reply.Refused> refusal(Caller caller, Call call, Place place) {
    return switch (Resolve.same(call, catalogue.current())) {
      case Step.Stop<Catalogue.Entry>(Reply.Refused changed) -> Optional.of(changed);
      case Step.Stop<Catalogue.Entry> _ -> Optional.empty();
      case Step.Go<Catalogue.Entry>(var entry) -> refusal(entry, invocation(caller, call, place));
    };
  }

  private Optional<Reply.Refused> refusal(Catalogue.Entry entry, Invocation by) {
    Command<?> command = entry.command();
    return authorise
        .refusal(command, by)
        .or(() -> stopped(entry.function().name()))
        .or(() -> command.refusal(by));
  }

  private Optional<Reply.Refused> stopped(FunctionName function) {
    return switches.heard(function).map(stop -> stop.refusal(function));
  }

  private Invocation invocation(Caller caller, Call call, Place place) {
    Instant now = clock.instant();
    return new Invocation(
        caller,
        place,
        call,
        new Intent(caller.id().value(), "preview", "", caller.id(), now),
        now,
        now,
        ZoneOffset.UTC,
        Locale.ROOT,
        Optional.empty());
  }
}
