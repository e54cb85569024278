package io.mycelium.core.id;

import io.mycelium.core.room.Seal;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes new identifiers: 48 bits of milliseconds and 80 random bits in Crockford's base 32, lower
/// case (the ULID layout), so that they sort by time. Safe for use by many threads if the random
/// generator is.
public final class Ids {
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private final InstantSource clock;
  private final RandomGenerator random;

  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// A new stem of 26 characters, to be put behind a prefix.
  public String stem() {
    char[] out = new char[26];
    long time = clock.millis();
    for (int i = 9; i >= 0; i--) {
      out[i] = DIGITS[(int) (time & 31)];
      time >>>= 5;
    }
    fill(out, 10, random.nextLong());
    fill(out, 18, random.nextLong());
    return new String(out);
  }

  private static void fill(char[] out, int from, long bits) {
    for (int i = 0; i < 8; i++) {
      out[from + i] = DIGITS[(int) (bits >>> (i * 5)) & 31];
    }
  }

  /// A new seal of a post; of all that is made here the only thing that nobody may guess.
  public Seal seal() {
    return new Seal("%016x%016x".formatted(random.nextLong(), random.nextLong()));
  }

  public PeerId peer() {
    return new PeerId(PeerId.PREFIX + stem());
  }

  public PostId post() {
    return new PostId(PostId.PREFIX + stem());
  }

  public TaskId task() {
    return new TaskId(TaskId.PREFIX + stem());
  }

  public ApprovalId approval() {
    return new ApprovalId(ApprovalId.PREFIX + stem());
  }

  public ScheduleId schedule() {
    return new ScheduleId(ScheduleId.PREFIX + stem());
  }

  public KeyId key() {
    return new KeyId(KeyId.PREFIX + stem());
  }

  public JobId job() {
    return new JobId(JobId.PREFIX + stem());
  }

  public DroneId drone() {
    return new DroneId(DroneId.PREFIX + stem());
  }
}
