package io.mycelium.redis.jobs;

import io.lettuce.core.KeyValue;
import io.mycelium.core.job.Bells;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.redis.client.RedisConnection;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bells of a queue, heard by one listener for many drones; see [WorkBell] for a drone that
/// listens for itself.
final class RedisBells implements Bells {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /// Longer than until the listener listens again.
  private static final Duration BETWEEN_WAITS = Duration.ofSeconds(2);

  /// Classes that are listened for; what waits in others is found by looking.
  private static final int MOST = 256;

  /// Where a class rings that nobody knew.
  private static final String NEW = "*";

  private static final List<String> LEVELS = List.of("again", "high", "normal", "low");

  private final QueueAccess access;
  private final Duration longest;

  /// Between two looks, where there is always a ring; a little longer than a wait without one.
  private final Duration looks;

  /// Rings for this listener alone.
  private final String own = "listener:" + UUID.randomUUID();

  /// One wait at a time: a connection answers in order.
  private final ReentrantLock lock = new ReentrantLock();

  private List<JobClass> classes = List.of();

  /// When it was looked last for jobs that wait, by [System#nanoTime]; empty before the first time.
  private OptionalLong lookedAt = OptionalLong.empty();

  private @Nullable RedisConnection connection;
  private boolean closed;

  RedisBells(QueueAccess access) {
    this(access, LONGEST);
  }

  /// @param longest nobody waits longer without a look
  RedisBells(QueueAccess access, Duration longest) {
    this.access = access;
    this.longest = longest;
    this.looks = longest.plusMillis(200);
  }

  @Override
  public List<JobClass> await(Predicate<JobClass> wanted, Duration wait) {
    Duration most = wait.compareTo(longest) < 0 ? wait : longest;
    lock.lock();
    try {
      return closed || !most.isPositive() ? List.of() : heard(wanted, most);
    } finally {
      lock.unlock();
    }
  }

  private List<JobClass> heard(Predicate<JobClass> wanted, Duration most) {
    new IdleScript(access).run(most.plus(BETWEEN_WAITS));
    if (isLookDue()) {
      // What came before anybody was noted as waiting did not ring. Where others ring all the time
      // there is no time without a ring, after which it would be looked for.
      List<JobClass> found = looked(wanted);
      if (!found.isEmpty()) {
        return found;
      }
    }
    KeyValue<String, String> rung = rung(wanted, most);
    if (rung == null) {
      return Thread.currentThread().isInterrupted() ? List.of() : looked(wanted);
    }
    String name = rung.getKey().substring(access.key("bell:").length());
    if (name.equals(own)) {
      return List.of();
    }
    if (name.equals(NEW)) {
      // The class rings for itself too, and is listened for from now on.
      learn();
      return List.of();
    }
    return List.of(JobClass.named(name));
  }

  private boolean isLookDue() {
    return lookedAt.isEmpty() || System.nanoTime() - lookedAt.getAsLong() > looks.toNanos();
  }

  private @Nullable KeyValue<String, String> rung(Predicate<JobClass> wanted, Duration most) {
    double seconds = most.toMillis() / 1000.0;
    String[] bells =
        Stream.concat(
                Stream.of(own, NEW),
                classes.stream().filter(wanted).limit(MOST).map(JobClass::name))
            .map(name -> access.key("bell:" + name))
            .toArray(String[]::new);
    try {
      return StoreConnection.translated(
          () -> connection().read(redis -> redis.blpop(seconds, bells)));
    } catch (StoreUnavailable e) {
      // What is missing is the answer that the interrupted thread does not wait for.
      if (!Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return null;
    }
  }

  private void learn() {
    classes =
        access.read(redis -> redis.hkeys(access.key("classes"))).stream()
            .map(JobClass::named)
            .sorted(JobClass.MOST_SPECIFIC_FIRST)
            .toList();
  }

  /// Classes in which jobs wait, whoever was woken for them.
  private List<JobClass> looked(Predicate<JobClass> wanted) {
    learn();
    lookedAt = OptionalLong.of(System.nanoTime());
    return LEVELS.stream()
        .flatMap(level -> access.read(redis -> redis.hkeys(access.key("ready:" + level))).stream())
        .distinct()
        .map(JobClass::named)
        .filter(wanted)
        .toList();
  }

  @Override
  public void wake() {
    String bell = access.key("bell:" + own);
    access.write(redis -> redis.rpush(bell, "1"));
    access.write(redis -> redis.pexpire(bell, BETWEEN_WAITS.toMillis()));
  }

  @Override
  public void ring(JobClass work) {
    new RingScript(access).run(work);
  }

  private RedisConnection connection() {
    RedisConnection open = connection;
    if (open == null) {
      open = access.redis().dedicated(longest);
      connection = open;
    }
    return open;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (connection != null) {
        connection.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
