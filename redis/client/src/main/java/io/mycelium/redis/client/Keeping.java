package io.mycelium.redis.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What a Redis does to keep its data, as far as it tells: a user of an access list, or of a
/// service that is hosted, may not be allowed to ask. Of a cluster one node is asked.
///
/// @param log whether each write goes to the append-only file
/// @param snapshots whether it writes snapshots by itself
/// @param policy what it does when its memory is full, if that is bounded
public record Keeping(Optional<Boolean> log, Optional<Boolean> snapshots, Optional<String> policy) {
  private static final String SAFE = "noeviction";

  /// Asks. What is refused is empty.
  ///
  /// @throws RedisUnavailable when there is no answer in time
  public static Keeping of(RedisConnection redis) {
    Map<String, String> persistence = told(redis, "persistence");
    Map<String, String> memory = told(redis, "memory");
    Optional<String> most =
        Optional.ofNullable(memory.get("maxmemory")).or(() -> set(redis, "maxmemory"));
    return new Keeping(
        Optional.ofNullable(persistence.get("aof_enabled"))
            .map("1"::equals)
            .or(() -> set(redis, "appendonly").map("yes"::equals)),
        set(redis, "save").map(times -> !times.isBlank()),
        Optional.ofNullable(memory.get("maxmemory_policy"))
            .or(() -> set(redis, "maxmemory-policy"))
            .filter(_ -> !most.equals(Optional.of("0"))));
  }

  /// What is wrong, each with what to do.
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    log.filter(logs -> !logs)
        .map(_ -> snapshots.map(Keeping::unlogged).orElse("Redis does not log its writes"))
        .map(why ->
            "%s: jobs and state are lost when it crashes. Set 'appendonly yes'.".formatted(why))
        .ifPresent(troubles::add);
    policy
        .filter(name -> !name.equals(SAFE))
        .map(name ->
            "Redis removes keys when its memory is full (%s): jobs and state may vanish. Set 'maxmemory-policy noeviction'."
                .formatted(name))
        .ifPresent(troubles::add);
    return List.copyOf(troubles);
  }

  private static String unlogged(boolean snapshots) {
    return snapshots
        ? "Redis writes snapshots alone, and what changed after the last one is nowhere else"
        : "Redis writes nothing to its disk";
  }

  /// Whether it told that it logs its writes, or that it does not.
  public boolean known() {
    return log.isPresent();
  }

  private static Map<String, String> told(RedisConnection redis, String section) {
    return allowed(() -> redis.read(commands -> commands.info(section)))
        .map(text ->
            text.lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip(), (a, _) -> a)))
        .orElse(Map.of());
  }

  private static Optional<String> set(RedisConnection redis, String name) {
    return allowed(() -> redis.read(commands -> commands.configGet(name)))
        .flatMap(values -> Optional.ofNullable(values.get(name)));
  }

  private static <T> Optional<T> allowed(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (RedisRefused e) {
      return Optional.empty();
    }
  }
}
