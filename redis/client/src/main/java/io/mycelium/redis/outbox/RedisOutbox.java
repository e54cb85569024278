package io.mycelium.redis.outbox;

import io.lettuce.core.ZAddArgs;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.Outbox;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.redis.client.RedisConnection;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An outbox in two keys of one slot:
///
/// | key | type | holds |
/// |---|---|---|
/// | `<outbox>` | sorted set | row id, by the time in milliseconds from which it may be taken |
/// | `<outbox>:rows` | hash | row id -> [OutboxRow] as JSON |
///
/// Scripts owe a row by writing both. Taking a row moves its time to the end of the lease, so a
/// lease that ends needs nobody to notice it. Blocks; safe for use by many threads.
public final class RedisOutbox implements Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(RedisOutbox.class);

  private static final Script<List<Object>> TAKE =
      Script.load(RedisOutbox.class, "outbox/take", ScriptResult.LIST);
  private static final Script<Optional<String>> DONE =
      Script.load(RedisOutbox.class, "outbox/done", ScriptResult.TEXT);
  private static final Script<Optional<String>> LATER =
      Script.load(RedisOutbox.class, "outbox/later", ScriptResult.TEXT);

  private static final Json.Reader<OutboxRow> ROWS = Json.reader(OutboxRow.class);

  private final StoreConnection redis;
  private final String times;
  private final String rows;
  private final InstantSource clock;

  /// Opens the outbox at that key.
  ///
  /// @param outbox the key of the sorted set
  /// @param clock tells what is due; gateways may differ by what a lease can bear
  public RedisOutbox(RedisConnection redis, String outbox, InstantSource clock) {
    this.redis = new StoreConnection(redis);
    this.times = outbox;
    this.rows = rows(outbox);
    this.clock = clock;
  }

  /// The key of the rows that belong to an outbox.
  ///
  /// @param outbox the key of the sorted set
  public static String rows(String outbox) {
    return outbox + ":rows";
  }

  @Override
  public List<OutboxRow> take(int max, Duration lease) {
    long now = clock.millis();
    return redis
        .run(TAKE, ScriptInput.keys(times, rows).arg(now).arg(now + lease.toMillis()).arg(max))
        .stream()
        .flatMap(row -> readable((String) row).stream())
        .toList();
  }

  /// A row that cannot be read waits for somebody who can, and holds up no other.
  private static Optional<OutboxRow> readable(String row) {
    try {
      return Optional.of(ROWS.read(row));
    } catch (Json.Unreadable e) {
      LOG.error("a row of the outbox cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /// Only ever moves the time forward: a commit may have replaced the row by one that is due much
  /// later.
  @Override
  public void extend(String rowId, Duration lease) {
    double until = clock.millis() + lease.toMillis();
    redis.write(commands -> commands.zadd(times, ZAddArgs.Builder.xx().gt(), until, rowId));
  }

  @Override
  public void done(OutboxRow row) {
    settle(row, text -> redis.run(DONE, ScriptInput.keys(times, rows).arg(row.id()).arg(text)));
  }

  @Override
  public void later(OutboxRow row, Instant due) {
    settle(
        row,
        text ->
            redis.run(
                LATER,
                ScriptInput.keys(times, rows).arg(row.id()).arg(text).arg(due.toEpochMilli())));
  }

  @Override
  public void rest(String rowId, Instant due) {
    redis.write(commands ->
        commands.zadd(times, ZAddArgs.Builder.xx(), (double) due.toEpochMilli(), rowId));
  }

  @FunctionalInterface
  private interface Settling {
    /// Does it if the row's text is that one.
    ///
    /// @return the text, if it is another one
    Optional<String> unlessOther(String text);
  }

  /// Scripts may write the same row in other words than we do (order of properties, form of
  /// numbers), so a text that differs is read before the row counts as replaced.
  private static void settle(OutboxRow row, Settling settling) {
    settling
        .unlessOther(Json.write(row))
        .filter(other -> ROWS.read(other).equals(row))
        .ifPresent(settling::unlessOther);
  }
}
