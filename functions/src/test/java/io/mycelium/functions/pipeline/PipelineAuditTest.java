package io.mycelium.functions.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.functions.Harness;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the pipeline keeps of calls that changed nothing.
class PipelineAuditTest {
  private final Bench bench = new Bench();

  @RegisterExtension final Harness mycelium = Harness.with(bench::feature);

  private void run(Bench.Ask ask) {
    ask.of(mycelium.pipeline());
  }

  /// Entries arrive a moment after the reply.
  private List<AuditTrail.Entry> kept(int many) {
    await().until(() -> all().size() >= many);
    return all();
  }

  private List<AuditTrail.Entry> all() {
    return mycelium.audit().before("+", 100).stream().map(AuditTrail.Kept::entry).toList();
  }

  @Test
  void auditedReadsAreKept() {
    run(bench.ask().to("bench look").in("operators"));

    AuditTrail.Entry entry = kept(1).getFirst();

    assertThat(entry.outcome()).isEqualTo("read");
    assertThat(entry.command()).isEqualTo("bench look");
    assertThat(entry.room()).contains(RoomId.OPERATORS);
    assertThat(entry.request()).isEqualTo("r-1");
    assertThat(entry.who()).isEqualTo(mycelium.peers().named("olga").orElseThrow().id().value());
  }

  @Test
  void refusalsAreKeptWithTheirCode() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    run(bench.ask().byNobody());
    run(bench.ask().by("myc_guess"));
    run(bench.ask().by(ada.secret()).to("bench cut"));
    run(bench.ask().in("Not a room!").to("what\nelse"));

    assertThat(kept(4))
        .extracting(AuditTrail.Entry::outcome)
        .containsExactlyInAnyOrder(
            "refused:no-key",
            "refused:unknown-key",
            "refused:not-permitted",
            "refused:unknown-command");
    assertThat(all()).extracting(AuditTrail.Entry::command).noneMatch(c -> c.contains("\n"));
    assertThat(all())
        .filteredOn(entry -> entry.outcome().equals("refused:no-key"))
        .extracting(AuditTrail.Entry::who)
        .containsExactly("anonymous");
    assertThat(all())
        .filteredOn(entry -> entry.outcome().equals("refused:unknown-command"))
        .extracting(AuditTrail.Entry::room)
        .containsExactly(Optional.empty());
  }

  @Test
  void whatGoesOnIsNotCalledRefused() {
    Reply goesOn =
        Reply.Refused.because(Reply.Reason.UNAVAILABLE, FunctionHost.STILL_WORKING, "It goes on.");

    assertThat(bench.ask().of(bench.with(_ -> goesOn))).isEqualTo(goesOn);
    run(bench.ask().byNobody());

    assertThat(kept(1)).extracting(AuditTrail.Entry::outcome).containsExactly("refused:no-key");
  }

  @Test
  void whatIsNoNewsIsNotKept() {
    run(bench.ask());
    run(bench.ask().to("bench cut").called("r-2"));
    run(bench.ask().to("help").with("{}"));
    run(bench.ask().byNobody());

    assertThat(kept(1)).extracting(AuditTrail.Entry::outcome).containsExactly("refused:no-key");
  }
}
