package io.mycelium.redis.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The text of a `redis.conf`, built up line by line. It may hold the password: it is never logged.
final class RedisConfiguration {
  private final List<String> lines = new ArrayList<>();

  /// What every server of ours has in common: it answers on the loopback alone, keeps its data in
  /// `folder`, evicts nothing and writes no snapshots by itself.
  static RedisConfiguration of(RedisAddress address, Path folder) {
    RedisConfiguration configuration =
        new RedisConfiguration()
            .set("bind", address.host())
            .set("port", Integer.toString(address.port()))
            .set("protected-mode", "yes")
            .set("daemonize", "no")
            .set("dir", folder.toString())
            .set("save", "")
            .set("maxmemory-policy", "noeviction");
    return address.password().isEmpty()
        ? configuration
        : configuration.set("requirepass", address.password());
  }

  RedisConfiguration set(String name, String value) {
    lines.add(name + " " + quoted(value));
    return this;
  }

  private static String quoted(String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    return "\"" + escaped + "\"";
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
