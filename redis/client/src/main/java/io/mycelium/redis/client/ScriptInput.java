package io.mycelium.redis.client;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The KEYS and ARGV of one call of a [Script]. Built up by one thread, used once.
public final class ScriptInput {
  private final List<String> keys;
  private final List<byte[]> arguments = new ArrayList<>();

  private ScriptInput(List<String> keys) {
    this.keys = keys;
  }

  /// Names the keys that the script touches.
  ///
  /// @throws IllegalArgumentException when there are none, or when they are not all in one slot of
  ///   a cluster: that would pass on a server and fail in production
  public static ScriptInput keys(String... keys) {
    return keys(List.of(keys));
  }

  /// The same as [#keys(String...)].
  public static ScriptInput keys(List<String> keys) {
    if (keys.stream().map(SlotHash::getSlot).distinct().count() != 1) {
      throw new IllegalArgumentException("a script needs keys of exactly one slot, not " + keys);
    }
    return new ScriptInput(List.copyOf(keys));
  }

  /// Adds text.
  public ScriptInput arg(String value) {
    return arg(value.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds several texts.
  public ScriptInput args(List<String> values) {
    values.forEach(this::arg);
    return this;
  }

  /// Adds a number.
  public ScriptInput arg(long value) {
    return arg(Long.toString(value));
  }

  /// Adds whole milliseconds.
  public ScriptInput arg(Duration value) {
    return arg(value.toMillis());
  }

  /// Adds bytes; they are not copied.
  public ScriptInput arg(byte[] value) {
    arguments.add(value);
    return this;
  }

  /// @param script the digest or the source, as the command needs it
  CommandArgs<String, String> after(String script) {
    CommandArgs<String, String> command =
        new CommandArgs<>(StringCodec.UTF8).addValue(script).add(keys.size()).addKeys(keys);
    arguments.forEach(command::add);
    return command;
  }
}
