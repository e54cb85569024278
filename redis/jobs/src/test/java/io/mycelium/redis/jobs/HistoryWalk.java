package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Again;
import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Dependencies;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobBuilder;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.Retry;
import io.mycelium.core.job.Submitted;
import io.mycelium.core.job.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Calls a queue at random, makes trouble beside it, and writes down what came of it. A lease that
/// a drone forgets is a kill; one that it uses again much later is a thaw.
final class HistoryWalk {
  static final int MOST_OF_KEY = 2;
  private static final List<Drone> DRONES =
      List.of(aDrone("one"), aDrone("two"), aDrone("gpu", "gpu"));

  private final TestQueue tested;
  private final Random random;
  private final boolean usual;
  private final Runnable restart;
  private final JobHistory history = new JobHistory();
  private final List<JobId> jobs = new ArrayList<>();
  private final List<JobId> ofKey = new ArrayList<>();

  /// Those that have ended, and stay so until they are redriven.
  private final Set<JobId> ended = new LinkedHashSet<>();

  private final List<Lease> leases = new ArrayList<>();

  /// Each drone remembers the classes that it heard of.
  private final Map<DroneId, ClaimScript> scripts = new HashMap<>();

  private int calls;
  private boolean killed;

  /// @param usual whether nearly all jobs have nothing that few jobs have
  /// @param restart ends the server, which comes back by itself
  HistoryWalk(TestQueue tested, Random random, boolean usual, Runnable restart) {
    this.tested = tested;
    this.random = random;
    this.usual = usual;
    this.restart = restart;
  }

  JobHistory history() {
    return history;
  }

  List<JobId> jobs() {
    return jobs;
  }

  void step() {
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3 -> submit();
      case 4, 5, 6, 7, 8, 9 -> claim(DRONES.get(random.nextInt(DRONES.size())));
      case 10 -> withLease(this::beat);
      case 11, 12 -> withLease(this::complete);
      case 13 -> withLease(this::turn);
      case 14 -> withLease(this::fail);
      case 15 -> withLease(this::release);
      case 16 -> cancel();
      case 17 -> redrive();
      case 18 -> pause();
      case 19 -> trouble();
      case 20 -> tested.queue().upkeep();
      default -> passTime(Duration.ofMillis(200L + random.nextInt(4_000)));
    }
    assertThat(running(ofKey))
        .as("jobs of the key that run at once")
        .isLessThanOrEqualTo(MOST_OF_KEY);
  }

  private void submit() {
    JobBuilder job = aJob();
    if (random.nextInt(4) == 0) {
      job.requiring("gpu");
    }
    if (usual && random.nextInt(12) > 0) {
      note(tested.submitted(job), List.of());
    } else {
      submitSpecial(job.of(JobPriority.values()[random.nextInt(3)]).in(aRoom()));
    }
  }

  private String aRoom() {
    return random.nextBoolean() ? "a" : "b";
  }

  private void submitSpecial(JobBuilder job) {
    List<JobId> after = new ArrayList<>();
    boolean keyed = !usual && random.nextInt(3) == 0;
    if (keyed) {
      job.planned(plan -> plan.under(new TreeSet<>(List.of("db"))));
    }
    switch (random.nextInt(4)) {
      case 0 -> job.planned(plan -> plan.delayed(Duration.ofMillis(random.nextInt(5_000))));
      case 1 -> job.planned(plan -> plan.retrying(Retry.upTo(3)));
      case 2 -> {
        if (!jobs.isEmpty()) {
          after.add(jobs.get(random.nextInt(jobs.size())));
          var whatIf = Dependencies.OnFailure.values()[random.nextInt(2)];
          job.planned(plan -> plan.after(new Dependencies(after, whatIf)));
        }
      }
      default -> {}
    }
    JobId id = tested.submitted(job);
    note(id, after);
    if (keyed) {
      ofKey.add(id);
    }
  }

  private void note(JobId id, List<JobId> after) {
    assertThat(tested.queue().submit(tested.job(id).spec())).isInstanceOf(Submitted.Known.class);
    history.add(new JobHistory.Submitted(id, after));
    jobs.add(id);
  }

  private ClaimScript aScript() {
    return new ClaimScript(tested.access(), new KnownClasses());
  }

  /// Under a name, and now and then twice under the same one.
  boolean claim(Drone drone) {
    String call = "call-" + calls++;
    int max = 1 + random.nextInt(3);
    var script = scripts.computeIfAbsent(drone.id(), _ -> aScript());
    List<Claimed> got = script.run(drone, call, max);
    if (random.nextInt(4) == 0) {
      List<Claimed> again = script.run(drone, call, max);
      if (!got.isEmpty()) {
        assertThat(again.stream().map(Claimed::lease))
            .containsExactlyElementsOf(got.stream().map(Claimed::lease).toList());
      }
      got = again;
    }
    note(got);
    return !got.isEmpty();
  }

  private void note(List<Claimed> got) {
    for (Claimed claimed : got) {
      history.add(
          new JobHistory.Claimed(
              claimed.lease(), tested.now(), tested.now().plus(claimed.holds())));
      leases.add(claimed.lease());
    }
  }

  /// One of the last; most are over.
  private void withLease(Consumer<Lease> call) {
    if (!leases.isEmpty()) {
      call.accept(leases.get(leases.size() - 1 - random.nextInt(Math.min(8, leases.size()))));
    }
  }

  private void beat(Lease lease) {
    boolean held = tested.source().heartbeat(lease) != Beat.LOST;
    history.add(new JobHistory.Beaten(lease, held, tested.now().plus(tested.times().lease())));
  }

  private void complete(Lease lease) {
    var completion = new Completion(lease, TestQueue.RESULT);
    List<Completion> batch =
        random.nextInt(4) == 0 ? List.of(completion, completion) : List.of(completion);
    tested
        .source()
        .complete(batch)
        .forEach(accepted -> history.add(new JobHistory.Completed(lease, accepted)));
  }

  /// Now and then twice under the same name.
  private void turn(Lease lease) {
    Drone drone =
        DRONES.stream().filter(one -> one.id().equals(lease.drone())).findFirst().orElseThrow();
    String call = "call-" + calls++;
    int max = 1 + random.nextInt(2);
    var results = List.of(new Completion(lease, TestQueue.RESULT));
    var script = new TurnScript(tested.access(), new KnownClasses());
    Turn turn = script.run(results, drone, call, max);
    if (random.nextInt(4) == 0) {
      Turn again = script.run(results, drone, call, max);
      assertThat(again.accepted()).isEqualTo(turn.accepted());
      turn = turn.next().isEmpty() ? new Turn(turn.accepted(), again.next()) : turn;
    }
    history.add(new JobHistory.Completed(lease, turn.accepted().getFirst()));
    note(turn.next());
  }

  private void fail(Lease lease) {
    Again again = random.nextBoolean() ? Again.AS_PLANNED : Again.snooze(Duration.ofSeconds(1));
    history.add(
        new JobHistory.Failed(lease, tested.source().fail(lease, TestQueue.FAILURE, again)));
    noteEnds();
  }

  private void release(Lease lease) {
    history.add(new JobHistory.Released(lease, tested.source().release(lease)));
    noteEnds(); // of one that was being cancelled
  }

  private void cancel() {
    if (!jobs.isEmpty() && random.nextBoolean()) {
      tested.queue().cancel(jobs.get(random.nextInt(jobs.size())), "no need");
    }
    noteEnds();
  }

  private void redrive() {
    noteEnds();
    List<JobId> failed = ended.stream().filter(id -> tested.state(id) != JobState.DONE).toList();
    if (!failed.isEmpty()) {
      JobId id = failed.get(random.nextInt(failed.size()));
      tested.queue().redrive(id);
      ended.remove(id);
      history.add(new JobHistory.Redriven(id));
    }
  }

  private void pause() {
    var mode = random.nextInt(3) == 0 ? QueueControl.Mode.PAUSED : QueueControl.Mode.GO_ON;
    tested.queue().control(new QueueControl(new QueueControl.Whole(), mode));
  }

  void passTime(Duration time) {
    tested.passTime(time);
    tested.queue().reap();
    noteEnds();
  }

  private void noteEnds() {
    for (JobId id : jobs) {
      if (!ended.contains(id) && tested.state(id).ended()) {
        ended.add(id);
        history.add(new JobHistory.Ended(id));
      }
    }
  }

  private void trouble() {
    List<String> keys = tested.access().read(redis -> redis.keys(tested.access().key("*")));
    List<String> mendable =
        keys.stream()
            .filter(key ->
                key.matches(
                    ".*:(line:|ready:|fair:|rooms:|classes|busy|leases|delayed|held|refills).*"))
            .sorted()
            .toList();
    switch (random.nextInt(5)) {
      case 0 -> tested.redis().shared().write(redis -> redis.scriptFlush());
      case 1 -> kill();
      default -> {
        if (!mendable.isEmpty()) {
          harm(mendable.get(random.nextInt(mendable.size())));
        }
      }
    }
    for (int i = 0; i < 1 + jobs.size() / 64; i++) {
      tested.queue().upkeep();
    }
  }

  /// Once: a server that dies again and again is given up.
  private void kill() {
    if (!killed) {
      killed = true;
      told("the server is killed", restart);
    }
  }

  private void harm(String key) {
    if (key.contains(":line:")) {
      told(key + " is trimmed", () -> tested.access().write(redis -> redis.xtrim(key, 0)));
    } else {
      told(key + " is deleted", () -> tested.access().write(redis -> redis.del(key)));
    }
  }

  private void told(String what, Runnable trouble) {
    history.add(new JobHistory.Trouble(what));
    trouble.run();
  }

  /// Lets drones that live work until nothing is open.
  void finish() {
    tested.queue().control(new QueueControl(new QueueControl.Whole(), QueueControl.Mode.GO_ON));
    for (int i = 0; i < 400 && tested.queue().counts().open() > 0; i++) {
      while (claim(DRONES.getLast())) {
        leases.subList(Math.max(0, leases.size() - 3), leases.size()).forEach(this::complete);
      }
      passTime(Duration.ofSeconds(7));
      tested.queue().upkeep();
    }
  }

  Map<JobState, Long> states() {
    Map<JobState, Long> states = new EnumMap<>(JobState.class);
    for (JobId id : jobs) {
      states.merge(tested.queue().find(id).map(Job::state).orElseThrow(), 1L, Long::sum);
    }
    return states;
  }

  private long running(List<JobId> ids) {
    return ids.stream().filter(id -> tested.state(id) == JobState.RUNNING).count();
  }
}
