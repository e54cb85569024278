package io.mycelium.functions.tasks;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.id.TaskId;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.References;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// All tasks of the workspace.
final class Tasks {
  static final Kind<Task> KIND = Kind.immutable("task", Task.class);
  static final Kind<Comment> COMMENT = Kind.immutable("comment", Comment.class);

  private final AggregateStore store;
  private final Aggregates<Task> aggregates;
  private final References references;
  private final Ids ids;

  Tasks(AggregateStore store, Ids ids, RandomGenerator random) {
    this.store = store;
    this.aggregates = new Aggregates<>(store, KIND, random);
    this.references = new References(store);
    this.ids = ids;
  }

  /// Writes a task down and shows it where the call was made, as a live card.
  Update<Task> create(String title, Optional<String> notes, Optional<PeerId> owner, Invocation by) {
    PostId card = ids.post();
    var task =
        new Task(
            ids.task(),
            by.place().room(),
            title,
            notes,
            TaskState.OPEN,
            owner,
            by.caller().id(),
            by.at(),
            by.at(),
            0,
            Optional.of(by.place().thread().orElse(card)));
    String id = task.id().value();
    var subject = Subject.of(KIND.name(), task.id());
    var draft =
        Commit.of(by.intent(), Outcome.of(subject))
            .createNumbered(task.room(), KIND, id, task)
            .event(TaskDecisions.event("created", task, notes));
    var live = new Content.Live(subject);
    Posts.add(draft, Post.of(card, by.place(), by.caller().id(), live, by.at(), ids.seal()));
    CommitResult result = store.commit(TaskIndexes.enter(draft, task).done());
    return result instanceof CommitResult.Committed(long number)
        ? new Update.Done<>(new Stored<>(KIND, id, 1, number, task))
        : new Update.Refused<>(Refusals.of(result));
  }

  Update<Task> assign(TaskId id, PeerId to, Invocation by) {
    return update(id, by, task -> TaskDecisions.assign(task, to, by.at()));
  }

  Update<Task> start(TaskId id, Invocation by) {
    return update(id, by, task -> TaskDecisions.start(task, by.caller().id(), by.at()));
  }

  Update<Task> finish(TaskId id, Invocation by) {
    return update(id, by, task -> TaskDecisions.finish(task, by.at()));
  }

  Update<Task> comment(TaskId id, String text, Invocation by) {
    String comment = "cmt_" + ids.stem();
    return update(
        id,
        by,
        task -> TaskDecisions.comment(task, comment, new Comment(by.caller().id(), text, by.at())));
  }

  private Update<Task> update(
      TaskId id, Invocation by, Function<Stored<Task>, Decision<Task>> decide) {
    return aggregates.update(id.value(), by.intent(), decide);
  }

  Optional<Stored<Task>> find(String id) {
    return aggregates.find(id);
  }

  /// The task that people of a room mean; tasks of other rooms are none of theirs.
  Optional<Stored<Task>> find(RoomId room, Reference reference) {
    return references
        .find(room, reference, TaskId.PREFIX)
        .flatMap(aggregates::find)
        .filter(task -> task.state().room().equals(room));
  }

  /// A page of a list, newest first.
  ///
  /// @param before the last task of the page before
  List<Stored<Task>> page(Index index, Optional<Stored<Task>> before, int max) {
    List<String> ids =
        before
            .map(last -> store.newestAfter(index, last.id(), last.state().rank(), max))
            .orElseGet(() -> store.newest(index, Long.MAX_VALUE, max));
    return store.findAll(KIND, ids);
  }

  /// The newest comments, oldest of them first.
  List<Comment> comments(String task, int max) {
    return store
        .findAll(COMMENT, store.newest(TaskIndexes.comments(task), Long.MAX_VALUE, max))
        .reversed()
        .stream()
        .map(Stored::state)
        .toList();
  }
}
