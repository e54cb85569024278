package io.mycelium.core.job;

import io.mycelium.core.id.Ids;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.trace.TraceContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A specification of a job, as a sentence: `aJob().requiring("gpu").first()`.
public final class JobBuilder {
  private static final Ids IDS = new Ids(InstantSource.system(), new Random());

  private JobId id = IDS.job();
  private Requirements requirements = Requirements.NONE;
  private boolean trusted = true;
  private JobPriority priority = JobPriority.NORMAL;
  private RoomId room = RoomId.MAIN;
  private Plan plan = Plan.STANDARD;
  private String function = "checksum";
  private String content = "0".repeat(64);
  private JobLimits limits = JobLimits.STANDARD;
  private Optional<TraceContext> trace = Optional.empty();

  private JobBuilder() {}

  /// A trusted job that every drone can serve.
  public static JobBuilder aJob() {
    return new JobBuilder();
  }

  public JobBuilder called(JobId name) {
    id = name;
    return this;
  }

  public JobBuilder requiring(String... tags) {
    requirements = Requirements.having(tags);
    return this;
  }

  public JobBuilder untrusted() {
    trusted = false;
    return this;
  }

  public JobBuilder of(JobPriority other) {
    priority = other;
    return this;
  }

  public JobBuilder in(String other) {
    room = new RoomId(other);
    return this;
  }

  public JobBuilder buriedAfter(int lostDrones) {
    plan = plan.buriedAfter(lostDrones);
    return this;
  }

  /// Requirements as text.
  public JobBuilder needing(String text) {
    requirements = Requirements.parse(text);
    return this;
  }

  public JobBuilder planned(UnaryOperator<Plan> change) {
    plan = change.apply(plan);
    return this;
  }

  public JobBuilder ofFunction(String name) {
    function = name;
    return this;
  }

  /// @param digest of the function's package
  public JobBuilder ofPackage(String digest) {
    content = digest;
    return this;
  }

  public JobBuilder limitedTo(JobLimits other) {
    limits = other;
    return this;
  }

  public JobBuilder traced(TraceContext by) {
    trace = Optional.of(by);
    return this;
  }

  public JobSpec spec() {
    return new JobSpec(
        id,
        function,
        content,
        List.of("sh", "run.sh"),
        Json.object().put("path", "/data/ü.txt"),
        List.of("/data"),
        List.of("/srv/app"),
        new TreeMap<>(),
        requirements,
        trusted,
        limits,
        priority,
        room,
        new PostId("pst_1"),
        new PeerId("peer_ada"),
        Instant.parse("2026-03-01T10:00:00Z"),
        plan,
        Optional.empty(),
        trace);
  }
}
