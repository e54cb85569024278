package io.mycelium.functions.tasks;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Stored;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What becomes of a task, as pure functions.
final class TaskDecisions {
  private TaskDecisions() {}

  static Decision<Task> assign(Stored<Task> task, PeerId to, Instant at) {
    return move(task, TaskMove.ASSIGN, Optional.of(to), at);
  }

  /// Whoever starts a task that nobody has takes it.
  static Decision<Task> start(Stored<Task> task, PeerId by, Instant at) {
    return move(task, TaskMove.START, task.state().owner().or(() -> Optional.of(by)), at);
  }

  static Decision<Task> finish(Stored<Task> task, Instant at) {
    return move(task, TaskMove.FINISH, task.state().owner(), at);
  }

  /// @param id of the comment
  static Decision<Task> comment(Stored<Task> task, String id, Comment comment) {
    Task to = task.state().commented(comment.at());
    return new Decision.Change<>(
        to,
        draft ->
            draft
                .create(Tasks.COMMENT, id, comment)
                .rank(TaskIndexes.comments(task.id()), id, to.comments())
                .event(event("commented", to, Optional.of(comment.text()))));
  }

  static Event event(String verb, Task task, Optional<String> text) {
    var payload = Json.object().put("title", task.title()).put("state", task.state().word());
    task.owner().ifPresent(owner -> payload.put("owner", owner.value()));
    text.ifPresent(t -> payload.put("text", t));
    task.thread().ifPresent(post -> payload.put("post", post.value()));
    return new Event(
        "task." + verb,
        Optional.of(task.room()),
        Subject.of(Tasks.KIND.name(), task.id()),
        payload);
  }

  private static Decision<Task> move(
      Stored<Task> task, TaskMove move, Optional<PeerId> owner, Instant at) {
    Task from = task.state();
    return TaskMove.TABLE
        .move(from.state(), move)
        .map(state -> from.as(state, owner, at))
        .<Decision<Task>>map(to -> new Decision.Change<>(to, also(from, to, move)))
        .orElseGet(() -> new Decision.Refuse<>(refusal(task)));
  }

  private static UnaryOperator<Commit.Draft> also(Task from, Task to, TaskMove move) {
    return draft ->
        TaskIndexes.move(draft, from, to).event(event(past(move), to, Optional.empty()));
  }

  private static String past(TaskMove move) {
    return switch (move) {
      case ASSIGN -> "assigned";
      case START -> "started";
      case FINISH -> "finished";
    };
  }

  private static Reply.Refused refusal(Stored<Task> task) {
    long number = task.number();
    return Reply.Refused.because(
        Reply.Reason.CONFLICT,
        "task-" + task.state().state().word(),
        switch (task.state().state()) {
          case OPEN ->
              "Task #%d is not started yet; 'task start %d' does.".formatted(number, number);
          case STARTED ->
              "Task #%d is started already; 'task finish %d' ends it.".formatted(number, number);
          case FINISHED -> "Task #%d is finished; 'task create' makes a new one.".formatted(number);
        });
  }
}
