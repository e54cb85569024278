package io.mycelium.gateway;

import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.checkup.Finding;
import io.mycelium.redis.client.Keeping;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisUnavailable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks whether Redis keeps what it is given.
record StoreCheckup(Redis redis) implements Checkup {
  private static final Logger LOG = LoggerFactory.getLogger(StoreCheckup.class);
  private static final String WHAT = "Redis";

  /// Warns of what is not right. That is no reason not to start: who tries Mycelium out may do so
  /// with any Redis.
  void warn() {
    Keeping.of(redis.shared()).troubles().forEach(LOG::warn);
  }

  @Override
  public List<Finding> look() {
    try {
      Keeping keeping = Keeping.of(redis.shared());
      List<String> troubles = keeping.troubles();
      if (troubles.isEmpty() && keeping.known()) {
        return List.of(Finding.good(WHAT, "It logs what it is given, and evicts nothing."));
      }
      return troubles.stream().map(trouble -> Finding.bad(WHAT, trouble)).toList();
    } catch (RedisUnavailable e) {
      return List.of(Finding.bad(WHAT, String.valueOf(e.getMessage())));
    }
  }
}
