package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Calls a queue at random and keeps a model of what it must answer.
final class RandomWalk {
  private static final List<Drone> DRONES =
      List.of(
          aDrone("plain"),
          aDrone("contained", JobSpec.CONTAINED),
          aDrone("gpu", "gpu"),
          aDrone("all", "gpu", JobSpec.CONTAINED));

  private final QueueUnderTest tested;
  private final Random random;
  private final Map<JobId, Model> models = new HashMap<>();
  private final List<Lease> leases = new ArrayList<>();

  /// The model's clock, in half leases.
  private int time;

  private long epoch;
  private boolean frozen;

  /// What a job must be like.
  private static final class Model {
    final JobSpec spec;
    JobState state = JobState.WAITING;
    Optional<Lease> holder = Optional.empty();
    long fence;
    int lost;
    int heardAt;
    boolean cancelling;

    Model(JobSpec spec) {
      this.spec = spec;
    }

    boolean heldBy(Lease lease) {
      return state == JobState.RUNNING && holder.equals(Optional.of(lease));
    }

    boolean fits(Drone drone) {
      return spec.jobClass().fits(drone.ability());
    }
  }

  RandomWalk(QueueUnderTest tested, Random random) {
    this.tested = tested;
    this.random = random;
  }

  Set<JobId> jobs() {
    return models.keySet();
  }

  void step() {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> submit();
      case 3, 4, 5 -> claim(DRONES.get(random.nextInt(DRONES.size())));
      case 6, 7 -> lease().ifPresent(this::heartbeat);
      case 8 -> lease().ifPresent(this::complete);
      case 9 -> lease().ifPresent(this::fail);
      case 10 -> lease().ifPresent(this::release);
      case 11 -> cancel();
      case 12 -> expire();
      default -> freeze(random.nextInt(3) == 0);
    }
  }

  /// Brings all jobs to an end.
  void finish() {
    freeze(false);
    while (models.values().stream().anyMatch(model -> !model.state.ended())) {
      while (claim(DRONES.getLast())) {
        complete(leases.getLast());
      }
      expire();
    }
  }

  void compare() {
    models.forEach((id, model) -> {
      Job job = tested.job(id);
      assertThat(job.state()).isEqualTo(model.state);
      assertThat(job.fence()).isEqualTo(model.fence);
      assertThat(job.lost()).isEqualTo(model.lost);
      assertThat(job.cancelling()).isEqualTo(model.cancelling);
    });
  }

  /// Any lease that ever was: most are over.
  private Optional<Lease> lease() {
    return leases.isEmpty()
        ? Optional.empty()
        : Optional.of(leases.get(leases.size() - 1 - random.nextInt(Math.min(6, leases.size()))));
  }

  private void submit() {
    JobBuilder job =
        aJob().of(JobPriority.values()[random.nextInt(3)]).buriedAfter(1 + random.nextInt(3));
    if (random.nextBoolean()) {
      job.requiring("gpu");
    }
    if (random.nextBoolean()) {
      job.untrusted();
    }
    JobSpec spec = job.spec();
    Submitted answer = tested.queue().submit(spec);
    assertThat(answer).isInstanceOf(frozen ? Submitted.Frozen.class : Submitted.Queued.class);
    if (!frozen) {
      models.put(spec.id(), new Model(spec));
      assertThat(tested.queue().submit(spec)).isInstanceOf(Submitted.Known.class);
    }
  }

  private boolean claim(Drone drone) {
    Optional<Claimed> claimed = tested.source().claim(drone);
    boolean due =
        !frozen
            && models.values().stream().anyMatch(m -> m.state == JobState.WAITING && m.fits(drone));
    assertThat(claimed.isPresent()).isEqualTo(due);
    claimed.ifPresent(got -> {
      Model model = models.get(got.job().id());
      assertThat(model.state).isEqualTo(JobState.WAITING);
      assertThat(model.fits(drone)).isTrue();
      assertThat(got.lease().fence()).isEqualTo(++model.fence);
      model.state = JobState.RUNNING;
      model.holder = Optional.of(got.lease());
      model.heardAt = time;
      leases.add(got.lease());
    });
    return claimed.isPresent();
  }

  private void heartbeat(Lease lease) {
    Model model = models.get(lease.job());
    Beat expected = !model.heldBy(lease) ? Beat.LOST : model.cancelling ? Beat.CANCEL : Beat.GO_ON;
    assertThat(tested.source().heartbeat(lease)).isEqualTo(expected);
    if (model.heldBy(lease)) {
      model.heardAt = time;
    }
  }

  private void complete(Lease lease) {
    Model model = models.get(lease.job());
    boolean held = model.heldBy(lease);
    boolean accepted = tested.source().complete(lease, QueueUnderTest.RESULT);
    if (held) {
      end(model, JobState.DONE);
    }
    boolean mine = model.state == JobState.DONE && model.holder.equals(Optional.of(lease));
    assertThat(accepted).isEqualTo(mine);
  }

  private void fail(Lease lease) {
    Model model = models.get(lease.job());
    boolean held = model.heldBy(lease);
    boolean accepted = tested.source().fail(lease, QueueUnderTest.FAILURE);
    if (held) {
      assertThat(accepted).isTrue();
      end(model, model.cancelling ? JobState.CANCELLED : JobState.FAILED);
    }
  }

  private void release(Lease lease) {
    Model model = models.get(lease.job());
    boolean held = model.heldBy(lease);
    boolean accepted = tested.source().release(lease);
    if (held) {
      assertThat(accepted).isTrue();
      giveBack(model);
    }
  }

  private void cancel() {
    List<Model> all = List.copyOf(models.values());
    if (all.isEmpty()) {
      return;
    }
    Model model = all.get(random.nextInt(all.size()));
    Job job = tested.queue().cancel(model.spec.id(), "no need").orElseThrow();
    if (model.state == JobState.WAITING) {
      end(model, JobState.CANCELLED);
    } else if (model.state == JobState.RUNNING) {
      model.cancelling = true;
    }
    assertThat(job.state()).isEqualTo(model.state);
    assertThat(job.cancelling()).isEqualTo(model.cancelling);
  }

  /// Puts the clock half a lease forward: leases that were not heard of twice end.
  private void expire() {
    tested.passTime(tested.times().lease().dividedBy(2).plus(Duration.ofMillis(100)));
    time++;
    List<Model> over =
        models.values().stream()
            .filter(model -> model.state == JobState.RUNNING && model.heardAt + 2 <= time)
            .toList();
    assertThat(tested.queue().reap()).isEqualTo(over.size());
    over.forEach(this::lose);
    compare();
  }

  private void lose(Model model) {
    if (!model.cancelling) {
      model.lost++;
    }
    if (!model.cancelling && model.lost == model.spec.plan().maxLost()) {
      end(model, JobState.DEAD);
    } else {
      giveBack(model);
    }
  }

  private static void giveBack(Model model) {
    if (model.cancelling) {
      end(model, JobState.CANCELLED);
    } else {
      model.state = JobState.WAITING;
    }
  }

  private static void end(Model model, JobState state) {
    model.state = state;
    model.cancelling = false;
  }

  private void freeze(boolean on) {
    tested.queue().freeze(++epoch, on);
    frozen = on;
  }
}
