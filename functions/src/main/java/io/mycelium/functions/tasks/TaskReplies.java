package io.mycelium.functions.tasks;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.TaskId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.Optional;
import java.util.function.Function;

/// Finds what a reference names and answers with its card.
final class TaskReplies {
  private final Tasks tasks;
  private final TaskView view;

  TaskReplies(Tasks tasks, TaskView view) {
    this.tasks = tasks;
    this.view = view;
  }

  /// Makes a change to the referenced task.
  Reply to(Reference reference, Invocation by, Function<TaskId, Update<Task>> change) {
    Optional<Stored<Task>> found = tasks.find(by.place().room(), reference);
    return found.isEmpty() ? missing(reference, by) : card(change.apply(found.get().state().id()));
  }

  /// Why the referenced task does not allow something, if so.
  Optional<Reply.Refused> refusal(
      Reference reference, Invocation by, Function<Stored<Task>, Decision<Task>> decide) {
    Optional<Stored<Task>> found = tasks.find(by.place().room(), reference);
    if (found.isEmpty()) {
      return Optional.of(missing(reference, by));
    }
    return decide.apply(found.get()) instanceof Decision.Refuse<Task>(var why)
        ? Optional.of(why)
        : Optional.empty();
  }

  Reply show(Reference reference, Invocation by) {
    return tasks
        .find(by.place().room(), reference)
        .<Reply>map(view::whole)
        .orElseGet(() -> missing(reference, by));
  }

  Reply card(Update<Task> update) {
    return switch (update) {
      case Update.Done<Task>(var stored) -> view.card(stored);
      case Update.Refused<Task>(var why) -> why;
    };
  }

  static Reply.Refused missing(Reference reference, Invocation by) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "not-found",
        "There is no task %s in the room %s; 'task list --all' shows those there are."
            .formatted(reference, by.place().room()));
  }
}
