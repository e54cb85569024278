package io.mycelium.functions.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.pipeline.LateNotice;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.Harness;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a room hears of calls whose callers no longer wait.
class LateNoticeTest {
  private final Bench bench = new Bench();

  @RegisterExtension final Harness mycelium = Harness.with(bench::feature);

  /// Runs the call with an answer that comes too late.
  private void late(Bench.Ask ask, Reply reply) {
    var notice =
        new LateNotice(new Noticeboard(mycelium.store(), mycelium.ids(), mycelium.clock()));
    FunctionHost host =
        call -> {
          notice.tell(call, reply);
          return Reply.Refused.because(Reply.Reason.UNAVAILABLE, "still-working", "It goes on.");
        };
    ask.of(bench.with(host));
  }

  private List<String> said() {
    return mycelium
        .store()
        .findAll(Posts.KIND, mycelium.store().oldest(Posts.of(RoomId.MAIN), Long.MIN_VALUE, 100))
        .stream()
        .map(Stored::state)
        .map(Post::content)
        .map(content -> ((Reply.Text) ((Content.Said) content).reply()).markdown())
        .toList();
  }

  @Test
  void theEndIsToldWithoutWhatCameOfIt() {
    late(bench.ask(), new Reply.Text("Members of the closed room: Ada"));

    assertThat(said())
        .containsExactly(
            "`bench mark`, which olga asked for, took longer than usual and is done. Asking again with the same request id shows what came of it.");
  }

  @Test
  void aLateSecretIsKeptNowhere() {
    late(bench.ask(), new Reply.Private(new Reply.Text("myc_1_secret"), true));

    assertThat(said()).hasSize(1);
    assertThat(Json.write(mycelium.events().after("0-0", 1_000))).doesNotContain("myc_1_secret");
  }

  @Test
  void aLateReadIsNotTold() {
    late(bench.ask().to("bench look"), new Reply.Text("what only operators see"));

    assertThat(said()).isEmpty();
  }

  @Test
  void aLateRefusalIsToldWithoutItsReason() {
    late(
        bench.ask(),
        Reply.Refused.because(Reply.Reason.CONFLICT, "last-member", "Somebody must stay in plot."));

    assertThat(said())
        .containsExactly(
            "`bench mark`, which olga asked for, took longer than usual and could not be done. Asking again with the same request id is safe.");
  }

  @Test
  void aJobHasItsCardAlready() {
    var job = new Subject("job", "job_1");
    var card =
        new Reply.Card(Optional.of(job), "A job", Optional.empty(), "", List.of(), List.of());

    late(bench.ask(), new Reply.Accepted(job, card));

    assertThat(said()).isEmpty();
  }

  @Test
  void eachIsToldOnceAlsoWhenTwoCallersChoseOneId() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);

    late(bench.ask(), new Reply.Text("done"));
    late(bench.ask(), new Reply.Text("done"));
    late(bench.ask().by(ada.secret()), new Reply.Text("done"));

    assertThat(said())
        .satisfiesExactlyInAnyOrder(
            olgas -> assertThat(olgas).contains("which olga asked for"),
            adas -> assertThat(adas).contains("which Ada asked for"));
  }
}
