package io.mycelium.functions.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobEvents;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.JobTimes;
import io.mycelium.core.job.PastRun;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes known in the workspace what the queue tells of jobs: each thing once, a job's things in
/// the order in which they happened, whichever gateways relay them in whatever order.
final class JobRelay {
  private static final Logger LOG = LoggerFactory.getLogger(JobRelay.class);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration PACE = Duration.ofMillis(200);
  private static final int TRIES = 8;

  /// What the queue says when a job that was waited for brought nothing.
  private static final String DEPENDENCY = "dependency";

  private final AggregateStore store;
  private final JobQueue queue;
  private final JobView view;
  private final Endings endings;
  private final InstantSource clock;
  private final JobTimes times;

  JobRelay(
      AggregateStore store,
      JobQueue queue,
      JobView view,
      Endings endings,
      InstantSource clock,
      JobTimes times) {
    this.view = view;
    this.store = store;
    this.queue = queue;
    this.endings = endings;
    this.clock = clock;
    this.times = times;
  }

  /// One handler per kind of row in the queue's outbox.
  List<OutboxHandler> handlers() {
    return List.of(
        handler(JobEvents.QUEUED, this::queued),
        handler(JobEvents.STARTED, row -> relay(row, this::started)),
        handler(JobEvents.PROGRESS, row -> relay(row, this::progressed)),
        handler(JobEvents.REQUEUED, row -> relay(row, this::requeued)),
        handler(JobEvents.REDRIVEN, row -> relay(row, this::redriven)),
        handler(JobEvents.KEPT, row -> relay(row, this::kept)),
        handler(JobEvents.ENDED, row -> relay(row, this::ended)));
  }

  private interface Effect {
    Settled on(OutboxRow row);
  }

  private static OutboxHandler handler(String kind, Effect effect) {
    return new OutboxHandler() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public Settled handle(OutboxRow row) {
        return effect.on(row);
      }
    };
  }

  /// What is told, and what it is told of.
  private record News(
      JobId id, long fence, OutboxRow row, Stored<JobRecord> had, Job job, Instant now) {
    Course course() {
      return had.state().course();
    }

    JobRecord on(Course next) {
      return had.state().on(next);
    }

    /// Starts the commit that tells it.
    Commit.Draft draft(String name) {
      var intent = Intent.system("%s/%d/%s".formatted(id, fence, name), now);
      return Commit.of(intent, Outcome.of(Jobs.subject(id)));
    }
  }

  /// What becomes of the news.
  private sealed interface Telling {
    /// @param next how the job stands then
    record Tell(Commit commit, JobRecord next) implements Telling {}

    record Wait(Duration pause) implements Telling {}

    record Drop() implements Telling {}
  }

  private interface Teller {
    Telling tell(News news);
  }

  private Settled relay(OutboxRow row, Teller teller) {
    var id = new JobId(row.payload().path("job").asText());
    long fence = row.payload().path("fence").asLong();
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Stored<JobRecord>> had = store.find(JobRecord.KIND, id.value());
      Optional<Job> job = queue.find(id);
      if (had.isEmpty() || job.isEmpty()) {
        LOG.debug("{} of {} is dropped: nobody knows the job", row.kind(), id);
        return new Settled.Done();
      }
      var news = new News(id, fence, row, had.get(), job.get(), clock.instant());
      switch (teller.tell(news)) {
        case Telling.Drop() -> {
          return new Settled.Done();
        }
        case Telling.Wait(var pause) -> {
          return new Settled.Later(pause);
        }
        case Telling.Tell(var commit, var next) -> {
          CommitResult result = store.commit(commit);
          if (result instanceof CommitResult.Committed) {
            measure(news, next.course());
          }
          if (told(result)) {
            return new Settled.Done();
          }
        }
      }
    }
    return new Settled.Later(SOON);
  }

  private static boolean told(CommitResult result) {
    return switch (result) {
      case CommitResult.Committed _, CommitResult.Repeated _, CommitResult.Reused _ -> true;
      case CommitResult.Conflict _ -> false;
      case CommitResult.Guarded _, CommitResult.Taken _ ->
          throw new IllegalStateException("what happened to a job is not up for refusal");
    };
  }

  /// What another gateway told is measured there.
  private void measure(News news, Course next) {
    JobSpec spec = news.job().spec();
    Optional<Instant> since = since(news);
    if (news.course().fence() == 0 && next.fence() > 0) {
      Instant from = spec.askedAt().plus(spec.plan().delay());
      since.ifPresent(start -> times.waited(spec.function(), between(from, start)));
    }
    if (next.state().ended() && next.fence() > 0) {
      next.startedAt()
          .flatMap(start -> next.endedAt().map(end -> between(start, end)))
          .ifPresent(ran -> times.ran(spec.function(), next.state(), ran));
    }
  }

  /// Not below zero: the clocks of a gateway and of Redis differ a little.
  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  /// The call's card has told all, but of a job that may not start yet.
  private Settled queued(OutboxRow row) {
    return row.payload().hasNonNull("state") ? relay(row, this::kept) : new Settled.Done();
  }

  private Telling started(News news) {
    return switch (Turn.start(news.course(), news.fence())) {
      case LATE -> new Telling.Drop();
      case EARLY, AFTER_START -> new Telling.Wait(SOON);
      case NOW -> {
        JobRecord next = news.on(running(news));
        yield new Telling.Tell(
            news.draft("started")
                .update(news.had(), next)
                .event(JobEvent.of("job.started", news.id(), next))
                .done(),
            next);
      }
    };
  }

  private Telling progressed(News news) {
    Turn turn = Turn.during(news.course(), news.fence());
    if (turn == Turn.LATE) {
      return new Telling.Drop();
    }
    Optional<Duration> wait = turn == Turn.EARLY ? Optional.of(SOON) : untilPace(news);
    if (wait.isPresent()) {
      return new Telling.Wait(wait.get());
    }
    Course course = turn == Turn.AFTER_START ? running(news) : news.course();
    LogTail tail = LogTail.after(course.logPlace(), news.id(), queue);
    if (tail.empty() && news.job().progress().equals(course.progress())) {
      return started(news);
    }
    JobRecord next = news.on(course.told(news.job().progress(), tail.place(), news.now()));
    String name = "progress/%s/%d".formatted(tail.place(), news.had().version());
    Commit.Draft draft = news.draft(name).update(news.had(), next);
    tellStart(draft, turn, news, course);
    draft.event(JobEvent.progress(news.id(), next, tail.lines(), tail.skipped()));
    return new Telling.Tell(draft.done(), next);
  }

  private static Optional<Duration> untilPace(News news) {
    return news.course()
        .toldAt()
        .map(told -> Duration.between(news.now(), told.plus(PACE)))
        .filter(Duration::isPositive)
        .map(rest -> rest.compareTo(PACE) > 0 ? PACE : rest);
  }

  private Telling requeued(News news) {
    Turn turn = Turn.during(news.course(), news.fence());
    return switch (turn) {
      case LATE -> new Telling.Drop();
      case EARLY -> new Telling.Wait(SOON);
      case NOW, AFTER_START -> {
        Course course = turn == Turn.AFTER_START ? running(news) : news.course();
        JobRecord next = news.on(course.requeued());
        Commit.Draft draft = news.draft("requeued").update(news.had(), next);
        tellStart(draft, turn, news, course);
        String reason = news.row().payload().path("reason").asText();
        draft.event(JobEvent.requeued(news.id(), next, reason));
        tellLost(draft, news);
        yield new Telling.Tell(draft.done(), next);
      }
    };
  }

  private void tellLost(Commit.Draft draft, News news) {
    news.job().past().stream()
        .filter(run -> run.fence() == news.fence() && run.end().equals(PastRun.LOST))
        .findFirst()
        .ifPresent(run -> endings.lost(draft, news.had().state(), name(run.drone()), run));
  }

  /// The end may not have been told yet: then the job simply goes on.
  private Telling redriven(News news) {
    Course course = news.course();
    boolean waits = !course.state().ended() && course.state() != JobState.RUNNING;
    if (waits || news.fence() < course.fence()) {
      return new Telling.Drop();
    }
    JobRecord next = news.had().state().anew();
    return new Telling.Tell(
        news.draft("redriven/%d".formatted(news.had().version()))
            .update(news.had(), next)
            .event(JobEvent.of("job.redriven", news.id(), next))
            .done(),
        next);
  }

  /// What keeps a job from starting is asked when it is drawn; this only says that it changed.
  private Telling kept(News news) {
    if (news.course().state().ended() || news.course().state() == JobState.RUNNING) {
      return new Telling.Drop();
    }
    JobRecord same = news.had().state();
    String why =
        Optional.of(news.row().payload().path("why").asText())
            .filter(told -> !told.isEmpty())
            .orElseGet(() -> Standing.of(news.had(), view.look()).why());
    return new Telling.Tell(
        news.draft("kept/%d".formatted(news.had().version()))
            .update(news.had(), same)
            .event(JobEvent.kept(news.id(), same, why))
            .done(),
        same);
  }

  private Telling ended(News news) {
    Turn turn = Turn.end(news.course(), news.fence());
    if (turn == Turn.LATE || !news.job().state().ended()) {
      return new Telling.Drop();
    }
    if (turn == Turn.EARLY) {
      return new Telling.Wait(SOON);
    }
    Course course = turn == Turn.AFTER_START ? running(news) : news.course();
    LogTail tail = LogTail.after(course.logPlace(), news.id(), queue);
    Course last = course.told(news.job().progress(), tail.place(), news.now());
    JobRecord next = news.on(last.ended(end(news)));
    Commit.Draft draft =
        news.draft("ended/%d".formatted(news.had().version())).update(news.had(), next);
    tellStart(draft, turn, news, course);
    // When it ended while it waited again, its way back comes too late to be told by itself. The
    // end of one that was given up tells of its drones.
    if (course.state() == JobState.RUNNING && news.job().state() != JobState.DEAD) {
      tellLost(draft, news);
    }
    if (!tail.empty() || !news.job().progress().equals(course.progress())) {
      JobRecord before = news.on(last);
      draft.event(JobEvent.progress(news.id(), before, tail.lines(), tail.skipped()));
    }
    return new Telling.Tell(endings.add(draft, news.id(), next).done(), next);
  }

  private static void tellStart(Commit.Draft draft, Turn turn, News news, Course started) {
    if (turn == Turn.AFTER_START) {
      draft.event(JobEvent.of("job.started", news.id(), news.on(started)));
    }
  }

  private Course.End end(News news) {
    Job job = news.job();
    return new Course.End(
        job.state(),
        job.endedAt().orElse(news.now()),
        job.result().map(r -> Endings.bounded(r, news.had().state().asked().function())),
        job.failure().map(failure -> Endings.bounded(named(failure, job))));
  }

  /// The queue knows jobs by their ids alone; people know them by their numbers.
  private JobFailure named(JobFailure failure, Job job) {
    return job.spec().plan().after().jobs().stream()
        .map(JobId::value)
        .filter(id -> failure.code().equals(DEPENDENCY) && failure.message().contains(id))
        .findFirst()
        .map(id ->
            new JobFailure(failure.code(), failure.message().replace(id, view.look().name(id))))
        .orElse(failure);
  }

  private Course running(News news) {
    return news.course().started(news.fence(), drone(news), since(news).orElse(news.now()));
  }

  /// When the claim was made, while that is known.
  private static Optional<Instant> since(News news) {
    return news.job().fence() == news.fence() ? news.job().startedAt() : Optional.empty();
  }

  /// The name of the drone that has the claim, while that is known.
  private Optional<String> drone(News news) {
    if (news.job().fence() != news.fence()) {
      return Optional.empty();
    }
    return news.job().drone().map(this::name);
  }

  private String name(DroneId drone) {
    return queue.drone(drone).map(Drone::name).orElse(drone.value());
  }
}
