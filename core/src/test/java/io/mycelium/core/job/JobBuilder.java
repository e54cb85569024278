package io.mycelium.core.job;

import io.mycelium.core.id.Ids;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A specification of a job, as a sentence: `aJob().requiring("gpu").first()`.
public final class JobBuilder {
  private static final Ids IDS = new Ids(InstantSource.system(), new Random());

  private JobId id = IDS.job();
  private Set<String> requires = Set.of();
  private boolean trusted = true;
  private JobPriority priority = JobPriority.NORMAL;
  private RoomId room = RoomId.MAIN;
  private int maxLost = 3;

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
    requires = Set.of(tags);
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
    maxLost = lostDrones;
    return this;
  }

  public JobSpec spec() {
    return new JobSpec(
        id,
        "checksum",
        "0".repeat(64),
        List.of("sh", "run.sh"),
        Json.object().put("path", "/data/ü.txt"),
        List.of("/data"),
        List.of("/srv/app"),
        new TreeMap<>(),
        new TreeSet<>(requires),
        trusted,
        JobLimits.STANDARD,
        priority,
        room,
        new PostId("pst_1"),
        new PeerId("peer_ada"),
        Instant.parse("2026-03-01T10:00:00Z"),
        maxLost);
  }
}
