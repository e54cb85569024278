package io.mycelium.redis.client;

import java.util.Arrays;
import java.util.regex.Pattern;

/// The key names of one workspace, as far as their hash tag: what shares a tag lies in one slot of
/// a cluster, and only that can be touched by one script. The names after the tag belong to the
/// modules.
///
/// | keys | begin with |
/// |---|---|
/// | aggregates, indexes, events, outbox, timers | `myc:{w}:` |
/// | jobs of queue q | `myc:{w:q}:` |
/// | blobs | `myc:{w:b:<digest>}:` |
///
/// @param workspace 1 to 32 of `a`-`z`, `0`-`9` and `-`
public record KeySpace(String workspace) {
  /// What the name of a workspace is made of, for people.
  public static final String WORKSPACE_FORM = "1 to 32 of a to z, 0 to 9 and dash";

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9-]{1,128}");

  /// @throws IllegalArgumentException when the name is not allowed
  public KeySpace {
    require(NAME, "workspace", workspace);
  }

  /// Whether a workspace can be called so.
  public static boolean isWorkspace(String name) {
    return NAME.matcher(name).matches();
  }

  private static void require(Pattern allowed, String what, String name) {
    if (!allowed.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a %s is made of %s, unlike '%s'".formatted(what, allowed, name));
    }
  }

  /// Returns the name of a key beside the aggregates.
  ///
  /// @param parts what follows the tag, joined by colons; at least one, none empty
  public String state(String... parts) {
    return key(workspace, parts);
  }

  /// Returns the name of a key of a job queue.
  ///
  /// @param queue as a workspace is named
  /// @param parts see [#state]
  /// @throws IllegalArgumentException when the name of the queue is not allowed
  public String jobs(String queue, String... parts) {
    require(NAME, "queue", queue);
    return key(workspace + ":" + queue, parts);
  }

  /// Returns what the names of all keys of a job queue begin with, for scripts that build the rest
  /// themselves.
  ///
  /// @throws IllegalArgumentException when the name of the queue is not allowed
  public String jobsPrefix(String queue) {
    require(NAME, "queue", queue);
    return "myc:{" + workspace + ":" + queue + "}:";
  }

  /// Returns the name of a key of a blob. Each blob has a slot of its own, so that they spread over
  /// a cluster.
  ///
  /// @param digest 1 to 128 letters, digits and `-`
  /// @param parts see [#state]
  /// @throws IllegalArgumentException when the digest is not one
  public String blob(String digest, String... parts) {
    require(DIGEST, "blob", digest);
    return key(workspace + ":b:" + digest, parts);
  }

  private static String key(String tag, String... parts) {
    if (parts.length == 0 || Arrays.asList(parts).contains("")) {
      throw new IllegalArgumentException("a key needs a name after its tag");
    }
    return "myc:{" + tag + "}:" + String.join(":", parts);
  }
}
