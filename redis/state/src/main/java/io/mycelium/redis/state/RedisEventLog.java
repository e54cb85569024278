package io.mycelium.redis.state;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.EventRecord;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisConnection;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The events of a workspace: a stream that `commit.lua` writes. Places are ids of the stream.
///
/// All entries have the same fields, which Redis then stores once per block; their names are short
/// because every read repeats them: `v` schema, `t` type, `r` room or nothing, `s` subject
/// (`type:id`), `n` number, `a` actor, `q` request, `at` milliseconds, `p` payload.
final class RedisEventLog implements EventLog {
  /// Longest single wait: a connection that broke unnoticed is found out by then.
  private static final Duration SLICE = Duration.ofSeconds(2);

  private final Redis client;
  private final StoreConnection redis;
  private final String stream;

  RedisEventLog(Redis client, StoreConnection redis, WorkspaceKeys keys) {
    this.client = client;
    this.redis = redis;
    this.stream = keys.events();
  }

  @Override
  public String last() {
    return before("+", 1).stream().map(EventRecord::id).findFirst().orElse(START);
  }

  @Override
  public List<EventRecord> after(String place, int max) {
    var range = Range.from(Boundary.excluding(place), Boundary.unbounded());
    return records(redis.read(commands -> commands.xrange(stream, range, Limit.from(max))));
  }

  @Override
  public List<EventRecord> before(String place, int max) {
    Boundary<String> upper = place.equals("+") ? Boundary.unbounded() : Boundary.excluding(place);
    var range = Range.from(Boundary.<String>unbounded(), upper);
    return records(redis.read(commands -> commands.xrevrange(stream, range, Limit.from(max))));
  }

  private static List<EventRecord> records(List<StreamMessage<String, String>> messages) {
    return messages.stream().map(RedisEventLog::record).toList();
  }

  private static EventRecord record(StreamMessage<String, String> message) {
    Map<String, String> fields = message.getBody();
    String subject = field(fields, "s");
    int colon = subject.indexOf(':');
    String room = field(fields, "r");
    return new EventRecord(
        message.getId(),
        Integer.parseInt(field(fields, "v")),
        field(fields, "t"),
        room.isEmpty() ? Optional.empty() : Optional.of(new RoomId(room)),
        new Subject(subject.substring(0, colon), subject.substring(colon + 1)),
        Long.parseLong(field(fields, "n")),
        new PeerId(field(fields, "a")),
        field(fields, "q"),
        Instant.ofEpochMilli(Long.parseLong(field(fields, "at"))),
        Json.object(field(fields, "p")));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("an event without the field " + name);
    }
    return value;
  }

  @Override
  public Reader reader() {
    return new Following(StoreConnection.translated(() -> client.dedicated(SLICE)));
  }

  private final class Following implements Reader {
    private final RedisConnection connection;
    private final StoreConnection own;

    Following(RedisConnection connection) {
      this.connection = connection;
      this.own = new StoreConnection(connection);
    }

    @Override
    public List<EventRecord> next(String after, int max, Duration wait) {
      long end = System.nanoTime() + wait.toNanos();
      List<EventRecord> found;
      Duration left = wait;
      do {
        found = read(after, max, left.compareTo(SLICE) < 0 ? left : SLICE);
        left = Duration.ofNanos(end - System.nanoTime());
      } while (found.isEmpty() && left.isPositive());
      return found;
    }

    private List<EventRecord> read(String after, int max, Duration wait) {
      // Redis takes 0 for "for ever".
      var arguments = XReadArgs.Builder.block(Math.max(1, wait.toMillis())).count(max);
      return records(own.read(commands -> xread(commands, arguments, after)));
    }

    /// The array of one place that a variable number of arguments makes is safe.
    @SuppressWarnings("unchecked")
    private RedisFuture<List<StreamMessage<String, String>>> xread(
        RedisClusterAsyncCommands<String, String> commands, XReadArgs arguments, String after) {
      return commands.xread(arguments, StreamOffset.from(stream, after));
    }

    @Override
    public int connections() {
      return connection.connections();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
