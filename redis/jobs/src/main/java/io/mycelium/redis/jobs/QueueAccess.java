package io.mycelium.redis.jobs;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisConnection;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import io.mycelium.redis.client.Together;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One queue: where it is, what its keys begin with, and how far its clock is ahead of the
/// server's. Thread-safe.
///
/// @param connection over which its scripts are run
/// @param ahead zero outside tests
record QueueAccess(
    Redis redis, RedisConnection connection, String prefix, Supplier<Duration> ahead) {
  QueueAccess(Redis redis, String prefix, Supplier<Duration> ahead) {
    this(redis, redis.shared(), prefix, ahead);
  }

  /// The queue that every workspace has.
  static final String NAME = "q";

  static QueueAccess of(Redis redis, KeySpace keys) {
    return new QueueAccess(redis, keys.jobsPrefix(NAME), () -> Duration.ZERO);
  }

  /// A script of the queue, with what all of them share before it, and the parts that it needs
  /// besides. Each part costs each call a little.
  static <T> Script<T> script(String name, ScriptResult<T> result, String... parts) {
    return Script.load(
        QueueAccess.class,
        "jobs/" + name,
        result,
        shared(Stream.concat(Stream.of("queue"), Stream.of(parts))).toArray(String[]::new));
  }

  /// Parts of a script that does the usual in few calls.
  ///
  /// @param always what all of it needs
  /// @param seldom what is needed for what is not usual
  /// @param usual the usual way, where scripts share it
  record Parts(List<String> always, List<String> seldom, List<String> usual) {
    Parts {
      always = List.copyOf(always);
      seldom = List.copyOf(seldom);
      usual = List.copyOf(usual);
    }
  }

  /// A script of the queue that does the usual by itself, and needs parts only for what is seldom.
  static <T> Script<T> usualScript(String name, ScriptResult<T> result, Parts parts) {
    return Script.loadUsual(
        QueueAccess.class,
        "jobs/" + name,
        result,
        shared(Stream.concat(Stream.of("queue"), parts.always().stream())).toList(),
        shared(parts.seldom().stream()).toList(),
        shared(parts.usual().stream()).toList());
  }

  private static Stream<String> shared(Stream<String> parts) {
    return parts.map(part -> "jobs/shared/" + part);
  }

  String key(String name) {
    return prefix + name;
  }

  /// Runs a script of this queue.
  ///
  /// @param arguments adds what the script's header lists from `ARGV[2]` on
  /// @throws io.mycelium.core.state.StoreUnavailable when Redis did not answer in time
  <T> T run(Script<T> script, UnaryOperator<ScriptInput> arguments) {
    return store().run(script, arguments.apply(input()));
  }

  private ScriptInput input() {
    return ScriptInput.keys(prefix).arg(ahead.get());
  }

  /// Lets calls of a script go together that come at the same time, see [Together].
  ///
  /// @param shape how much goes together
  /// @param arguments adds what the script's header lists from `ARGV[2]` on, for all of them
  /// @param answers takes what each is answered from what the script returns
  <K, I, T, O> Together<K, I, O> together(
      Script<T> script,
      Together.Shape<I> shape,
      BiFunction<ScriptInput, List<I>, ScriptInput> arguments,
      BiFunction<List<I>, T, List<O>> answers) {
    return new Together<>(
        shape,
        inputs ->
            script
                .runLater(connection, arguments.apply(input(), inputs))
                .thenApply(answer -> answers.apply(inputs, answer)));
  }

  /// Runs commands that change nothing.
  ///
  /// @throws io.mycelium.core.state.StoreUnavailable when Redis did not answer in time
  <T extends @Nullable Object> T read(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> work) {
    return store().read(work);
  }

  /// Runs one command that changes something, and that may be repeated.
  ///
  /// @throws io.mycelium.core.state.StoreUnavailable when Redis did not answer in time
  <T extends @Nullable Object> T write(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> work) {
    return store().write(work);
  }

  /// The same queue over a connection of its own.
  QueueAccess over(RedisConnection own) {
    return new QueueAccess(redis, own, prefix, ahead);
  }

  private StoreConnection store() {
    return new StoreConnection(connection);
  }
}
