package io.mycelium.functions.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.id.TaskId;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Stored;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskDecisionsTest {
  private static final PeerId ADA = new PeerId("peer_ada");
  private static final PeerId BOB = new PeerId("peer_bob");
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void aTaskMovesAsItsTableSaysAndNotOtherwise(TaskState state) {
    for (TaskMove move : TaskMove.values()) {
      Decision<Task> decision = decide(stored(state), move);

      Optional<TaskState> expected = TaskMove.TABLE.move(state, move);
      assertThat(decision instanceof Decision.Change<Task>(var to, _) ? to.state() : null)
          .as("%s by %s", state, move)
          .isEqualTo(expected.orElse(null));
    }
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void aCommentLeavesTheStateAlone(TaskState state) {
    var comment = new Comment(BOB, "hm", AT);

    Decision<Task> decision = TaskDecisions.comment(stored(state), "cmt_1", comment);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Change.class,
            change ->
                assertThat(change.state())
                    .isEqualTo(stored(state).state().commented(AT))
                    .extracting("state", "comments")
                    .containsExactly(state, 1));
  }

  private static Decision<Task> decide(Stored<Task> task, TaskMove move) {
    return switch (move) {
      case ASSIGN -> TaskDecisions.assign(task, BOB, AT);
      case START -> TaskDecisions.start(task, BOB, AT);
      case FINISH -> TaskDecisions.finish(task, AT);
    };
  }

  private static Stored<Task> stored(TaskState state) {
    var task =
        new Task(
            new TaskId("tsk_1"),
            RoomId.MAIN,
            "Fix",
            Optional.empty(),
            state,
            Optional.of(ADA),
            ADA,
            AT.minusSeconds(60),
            AT.minusSeconds(60),
            0,
            Optional.empty());
    return new Stored<>(Tasks.KIND, "tsk_1", 1, 7, task);
  }
}
