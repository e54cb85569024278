package io.mycelium.functions.tasks;

import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PostId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.functions.peers.PeerLookup;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The feature as the gateway composes it.
public final class TasksModule {
  private final Tasks tasks;
  private final TaskView view;
  private final PeerLookup peers;

  public TasksModule(AggregateStore store, Peers peers, Ids ids, RandomGenerator random) {
    this.tasks = new Tasks(store, ids, random);
    this.view = new TaskView(tasks, peers);
    this.peers = new PeerLookup(peers);
  }

  public List<Function> functions() {
    var replies = new TaskReplies(tasks, view);
    return List.of(
        new Function(
            new FunctionName("task"),
            "Write down what is to be done and who does it",
            FunctionLimits.STANDARD,
            List.of(
                new CreateTask(tasks, replies, peers).command(),
                new ListTasks(tasks, view, peers).command(),
                new ShowTask(replies).command(),
                new AssignTask(tasks, replies, peers).command(),
                new StartTask(tasks, replies).command(),
                new FinishTask(tasks, replies).command(),
                new CommentTask(tasks, replies).command())));
  }

  /// The post on which the talk about a task hangs.
  public Optional<PostId> thread(Subject subject) {
    return subject.type().equals(Tasks.KIND.name())
        ? tasks.find(subject.id()).flatMap(task -> task.state().thread())
        : Optional.empty();
  }

  public List<SubjectView> views() {
    return List.of(view);
  }
}
