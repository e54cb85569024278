package io.mycelium.functions.tasks;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Draws tasks.
final class TaskView implements SubjectView {
  private static final int COMMENTS_SHOWN = 50;

  private final Tasks tasks;
  private final Peers peers;
  private final Call start;
  private final Call finish;

  TaskView(Tasks tasks, Peers peers) {
    this.tasks = tasks;
    this.peers = peers;
    this.start = bare(StartTask.define((_, _) -> new Reply.Text("")));
    this.finish = bare(FinishTask.define((_, _) -> new Reply.Text("")));
  }

  private static Call bare(Command<?> command) {
    return new Call(command.name(), command.definition(), Json.object());
  }

  @Override
  public String type() {
    return Tasks.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return tasks.find(id).map(this::card);
  }

  Reply.Card card(Stored<Task> task) {
    return card(task, task.state().notes().orElse(""));
  }

  /// The card with what was said about the task.
  Reply.Card whole(Stored<Task> task) {
    String comments =
        tasks.comments(task.id(), COMMENTS_SHOWN).stream()
            .map(
                c -> "**%s**, %s\n\n%s".formatted(peers.name(c.by()), Times.said(c.at()), c.text()))
            .collect(Collectors.joining("\n\n"));
    int left = task.state().comments() - COMMENTS_SHOWN;
    String earlier = left > 0 ? "%d earlier comments are not shown.\n\n".formatted(left) : "";
    String notes = task.state().notes().map(n -> n + "\n\n").orElse("");
    return card(task, (notes + earlier + comments).strip());
  }

  String owner(Task task) {
    return task.owner().map(peers::name).orElse("nobody");
  }

  private Reply.Card card(Stored<Task> stored, String markdown) {
    Task task = stored.state();
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("owner", "Owner", owner(task)));
    fields.add(new Field("by", "Created by", peers.name(task.creator())));
    fields.add(new Field("since", "Created", Times.of(task.since())));
    if (!task.changed().equals(task.since())) {
      fields.add(new Field("changed", "Changed", Times.of(task.changed())));
    }
    if (task.comments() > 0) {
      fields.add(new Field("comments", "Comments", Integer.toString(task.comments())));
    }
    fields.add(new Field("id", "Id", stored.id()));
    return new Reply.Card(
        Optional.of(Subject.of(type(), task.id())),
        "#%d %s".formatted(stored.number(), task.title()),
        Optional.of(task.state().word()),
        markdown,
        fields,
        actions(stored));
  }

  private List<Action> actions(Stored<Task> task) {
    return switch (task.state().state()) {
      case OPEN -> List.of(action("Start", start, task), action("Finish", finish, task));
      case STARTED -> List.of(action("Finish", finish, task));
      case FINISHED -> List.of();
    };
  }

  private static Action action(String label, Call call, Stored<Task> task) {
    var options = Json.object().put("task", Long.toString(task.number()));
    return new Action(
        label, Action.Style.PRIMARY, new Call(call.command(), call.definition(), options));
  }
}
