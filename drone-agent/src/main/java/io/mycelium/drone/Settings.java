package io.mycelium.drone;

import io.mycelium.redis.client.RedisUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a drone is told when it starts, by whichever way.
///
/// @param redis hides its password when it is printed
/// @param name for people; empty for the machine's name
/// @param data the drone's own folder; made when missing
/// @param roots folders below which jobs may read
/// @param masked folders that no job may read
/// @param tags what the drone can serve beyond what it finds out
record Settings(
    RedisUrl redis,
    String workspace,
    Optional<String> name,
    Path data,
    List<Path> roots,
    List<Path> masked,
    Set<String> tags,
    int slots) {
  static final String WORKSPACE = "main";
  static final int SLOTS = 2;
  private static final int MOST_SLOTS = 64;

  /// @throws StartFailure when a value is not acceptable
  Settings {
    data = data.toAbsolutePath().normalize();
    roots = absolute(roots);
    masked = absolute(masked);
    tags = Set.copyOf(tags);
    if (slots < 1 || slots > MOST_SLOTS) {
      throw StartFailure.usage("The number of slots is 1 to %d.".formatted(MOST_SLOTS));
    }
    for (String tag : tags) {
      if (!tag.matches("[a-z0-9][a-z0-9._-]{0,40}")) {
        throw StartFailure.usage("A tag has a-z, 0-9, dot, dash and underscore.");
      }
    }
  }

  /// @throws StartFailure when it is not a URL of Redis
  static RedisUrl redis(String url) {
    try {
      return RedisUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw StartFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static List<Path> absolute(List<Path> paths) {
    return paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }
}
