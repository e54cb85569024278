package io.mycelium.functions.tasks;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.peers.PeerLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `task list`: the tasks of the room, newest first.
final class ListTasks {
  private static final int PAGE = 50;

  /// Pages that are looked through for tasks that fit; the next call goes on from there.
  private static final int PAGES_READ = 20;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("number", "No.", Fit.WHOLE),
          new Column("state", "State", Fit.WHOLE),
          new Column("title", "Title"),
          new Column("owner", "Owner"),
          new Column("since", "Created"));

  record Options(
      @Positional @Help("only tasks that are so far") Optional<TaskState> state,
      @Help("only tasks that the peer has") Optional<PeerName> owner,
      @Help("also finished ones") boolean all,
      @Help("only tasks older than this one; for the next page") Optional<Reference> before) {}

  /// What is looked for.
  private record Wanted(
      RoomId room, Optional<PeerId> owner, Optional<TaskState> state, boolean all) {
    /// The shortest list that has all of it.
    Index index() {
      boolean finished = all || state.filter(TaskState.FINISHED::equals).isPresent();
      return finished
          ? TaskIndexes.all(room)
          : owner.map(o -> TaskIndexes.active(room, o)).orElseGet(() -> TaskIndexes.active(room));
    }

    /// Whether a task that is on the list fits.
    boolean fits(Task task) {
      return state.map(task.state()::equals).orElse(true)
          && owner.map(o -> task.owner().filter(o::equals).isPresent()).orElse(true);
    }
  }

  /// A page of what was found.
  ///
  /// @param last the last task that was looked at, if there may be more behind it
  private record Found(List<Stored<Task>> tasks, Optional<Stored<Task>> last) {}

  private final Tasks tasks;
  private final TaskView view;
  private final PeerLookup peers;

  ListTasks(Tasks tasks, TaskView view, PeerLookup peers) {
    this.tasks = tasks;
    this.view = view;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("task", "list")
        .summary("List the tasks of the room, newest first")
        .examples(
            "what is open?",
            "list @ada's tasks",
            "what is there to do for us?",
            "show me all tasks",
            "which tasks are not finished yet?",
            "task list --all")
        .permission(Permission.TASKS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return peers.with(options.owner(), owner -> list(options, owner, by));
  }

  private Reply list(Options options, Optional<PeerId> owner, Invocation by) {
    RoomId room = by.place().room();
    Optional<Stored<Task>> before = options.before().flatMap(r -> tasks.find(room, r));
    if (options.before().isPresent() && before.isEmpty()) {
      return TaskReplies.missing(options.before().get(), by);
    }
    Found found = find(new Wanted(room, owner, options.state(), options.all()), before);
    return new Reply.Table(
        COLUMNS,
        found.tasks().stream().map(this::row).toList(),
        "No such tasks in %s. 'task create TITLE' makes one.".formatted(room),
        found.last().map(last -> next(by.call(), last)));
  }

  private Found find(Wanted wanted, Optional<Stored<Task>> before) {
    List<Stored<Task>> fit = new ArrayList<>();
    Optional<Stored<Task>> last = before;
    for (int read = 0; read < PAGES_READ; read++) {
      List<Stored<Task>> page = tasks.page(wanted.index(), last, PAGE);
      for (Stored<Task> task : page) {
        last = Optional.of(task);
        if (wanted.fits(task.state())) {
          fit.add(task);
        }
        if (fit.size() == PAGE) {
          return new Found(fit, last);
        }
      }
      if (page.size() < PAGE) {
        return new Found(fit, Optional.empty());
      }
    }
    return new Found(fit, last);
  }

  private static Call next(Call call, Stored<Task> last) {
    return new Call(
        call.command(),
        call.definition(),
        call.options().deepCopy().put("before", Long.toString(last.number())));
  }

  private List<String> row(Stored<Task> task) {
    return List.of(
        "#" + task.number(),
        task.state().state().word(),
        task.state().title(),
        view.owner(task.state()),
        Times.of(task.state().since()));
  }
}
