package io.mycelium.functions.jobs;

import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobTimes;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.functions.peers.Mentions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The feature as the gateway composes it.
public final class JobsModule {
  /// What the feature works with.
  ///
  /// @param switches asked once calls are made
  /// @param nudge says that the workspace's outbox has work; see
  ///   [io.mycelium.core.state.OutboxWorker#nudge]
  /// @param times hears of jobs that this gateway makes known
  public record Parts(
      AggregateStore store,
      JobQueue queue,
      Peers peers,
      Rooms rooms,
      Ids ids,
      InstantSource clock,
      RandomGenerator random,
      Supplier<Switches> switches,
      Runnable nudge,
      JobTimes times) {}

  private final Parts parts;
  private final Jobs jobs;
  private final JobView view;
  private final Reruns reruns;

  public JobsModule(Parts parts) {
    this.parts = parts;
    var records = new Aggregates<>(parts.store(), JobRecord.KIND, parts.random());
    this.jobs = new Jobs(parts.store(), records, parts.queue(), parts.ids(), parts.nudge());
    this.view = new JobView(jobs, parts.queue(), parts.peers(), parts.clock());
    this.reruns = new Reruns(parts.store(), parts.queue(), parts.switches(), parts.nudge());
  }

  /// What functions start their jobs with.
  public StartJob starter() {
    return new StartJob(jobs, view);
  }

  /// The post on whose thread a job is told of.
  public Optional<PostId> thread(JobId id) {
    return jobs.find(id.value()).map(job -> job.state().asked().thread());
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("job"),
            "Follow the work of the drones",
            FunctionLimits.STANDARD,
            List.of(
                new ListJobs(jobs, view).command(),
                new ShowJob(jobs, view).command(),
                new CancelCommand(jobs, parts.queue(), view).command(),
                new RetryCommand(jobs, reruns, view).command(),
                new DeadCommand(jobs, parts.queue(), parts.rooms()).command(),
                new RedriveCommand(jobs, reruns, parts.queue(), parts.rooms()).command(),
                new JobLog(jobs, parts.queue()).command())));
  }

  public List<SubjectView> views() {
    return List.of(view);
  }

  /// For the workspace's outbox.
  public List<OutboxHandler> handlers() {
    var endings = endings();
    return List.of(
        new SubmitJob(jobs, parts.queue(), endings, parts.clock()),
        new CancelJob(parts.queue()),
        reruns);
  }

  /// For the queue's outbox, [JobQueue#outbox].
  public List<OutboxHandler> relays() {
    return new JobRelay(parts.store(), parts.queue(), view, endings(), parts.clock(), parts.times())
        .handlers();
  }

  private Endings endings() {
    return new Endings(parts.ids(), new Mentions(parts.peers()));
  }
}
