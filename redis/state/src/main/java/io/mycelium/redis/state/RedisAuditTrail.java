package io.mycelium.redis.state;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refusals and sensitive reads: a stream of about the last 100,000 entries, one field `e` with the
/// entry as JSON.
///
/// Adding does not wait. When 1,000 entries are on their way already, as happens while Redis is
/// away, and when one fails, the entry goes to the log instead.
final class RedisAuditTrail implements AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(RedisAuditTrail.class);
  private static final int KEPT = 100_000;
  private static final int ON_THEIR_WAY = 1_000;

  private static final Script<Optional<String>> ADD =
      Script.load(RedisAuditTrail.class, "state/audit", ScriptResult.TEXT);
  private static final Json.Reader<Entry> ENTRIES = Json.reader(Entry.class);

  private final StoreConnection redis;
  private final String stream;
  private final Semaphore free = new Semaphore(ON_THEIR_WAY);

  RedisAuditTrail(StoreConnection redis, WorkspaceKeys keys) {
    this.redis = redis;
    this.stream = keys.audit();
  }

  @Override
  public void add(Entry entry) {
    String json = Json.write(entry);
    if (!free.tryAcquire()) {
      LOG.warn("not in the audit trail, too many before it: {}", json);
      return;
    }
    var input = ScriptInput.keys(stream).arg(entry.at().toEpochMilli()).arg(json).arg(KEPT);
    var _ =
        ADD.runLater(redis.redis(), input)
            .whenComplete((id, failure) -> {
              free.release();
              if (failure != null) {
                LOG.warn("not in the audit trail, {}: {}", failure.getMessage(), json);
              }
            });
  }

  @Override
  public List<Kept> before(String place, int max) {
    Boundary<String> upper = place.equals("+") ? Boundary.unbounded() : Boundary.excluding(place);
    var range = Range.from(Boundary.<String>unbounded(), upper);
    return redis.read(commands -> commands.xrevrange(stream, range, Limit.from(max))).stream()
        .map(message ->
            new Kept(
                message.getId(), ENTRIES.read(Objects.requireNonNull(message.getBody().get("e")))))
        .toList();
  }
}
