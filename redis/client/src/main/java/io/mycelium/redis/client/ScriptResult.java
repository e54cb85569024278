package io.mycelium.redis.client;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a [Script] returns.
///
/// @param <T> its Java type
public final class ScriptResult<T> {
  /// A number.
  public static final ScriptResult<Long> LONG =
      required(() -> new IntegerOutput<>(StringCodec.UTF8));

  /// Text, or nothing (`false` or `nil` in Lua).
  public static final ScriptResult<Optional<String>> TEXT =
      optional(() -> new ValueOutput<>(StringCodec.UTF8));

  /// Bytes, or nothing (`false` or `nil` in Lua).
  public static final ScriptResult<Optional<byte[]>> BYTES =
      optional(() -> new ByteArrayOutput<>(StringCodec.UTF8));

  /// A table: `Long`, `String`, `null` and `List` of the same.
  public static final ScriptResult<List<Object>> LIST =
      required(() -> new NestedMultiOutput<>(StringCodec.UTF8));

  @FunctionalInterface
  private interface Call<T> {
    CompletionStage<T> send(
        RedisClusterAsyncCommands<String, String> redis,
        CommandType command,
        CommandArgs<String, String> arguments);
  }

  private final Call<T> call;

  private ScriptResult(Call<T> call) {
    this.call = call;
  }

  private static <T> ScriptResult<T> required(Supplier<CommandOutput<String, String, T>> output) {
    return new ScriptResult<>((redis, command, arguments) ->
        redis.dispatch(command, output.get(), arguments).thenApply(ScriptResult::present));
  }

  private static <T> ScriptResult<Optional<T>> optional(
      Supplier<CommandOutput<String, String, T>> output) {
    return new ScriptResult<>((redis, command, arguments) ->
        redis.dispatch(command, output.get(), arguments).thenApply(Optional::ofNullable));
  }

  private static <T> T present(@Nullable T result) {
    if (result == null) {
      throw new IllegalStateException("a script returned nothing where a result was promised");
    }
    return result;
  }

  CompletionStage<T> send(
      RedisClusterAsyncCommands<String, String> redis,
      CommandType command,
      CommandArgs<String, String> arguments) {
    return call.send(redis, command, arguments);
  }
}
