package io.mycelium.redis.client;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Lua script: its source, its digest, and the one place where it is called.
///
/// It is called by digest; a Redis that does not know the digest gets the source, and knows it from
/// then on. Every script counts as a write that may be repeated: it recognises a repeat by an id
/// among its arguments. Immutable.
///
/// ```java
/// private static final Script<Long> CLAIM = Script.load(Claim.class, "claim", ScriptResult.LONG);
/// long token = CLAIM.run(redis.shared(), ScriptInput.keys(stream, job).arg(drone));
/// ```
///
/// @param <T> what it returns
public final class Script<T> {
  private final String name;
  private final String source;
  private final String sha1;
  private final ScriptResult<T> result;

  private Script(String name, String source, ScriptResult<T> result) {
    this.name = name;
    this.source = source;
    this.sha1 = sha1(source);
    this.result = result;
  }

  /// Reads `lua/<name>.lua` from the classpath.
  ///
  /// @param owner a class of the module that the script lies in
  /// @param before names of scripts that are put before it: what several scripts share
  /// @throws IllegalArgumentException when there is no such script
  public static <T> Script<T> load(
      Class<?> owner, String name, ScriptResult<T> result, String... before) {
    return new Script<>(name, joined(owner, List.of(before), name), result);
  }

  /// Reads a script that has a usual way and others. What the others need costs a call nothing that
  /// goes the usual way: it lies in a function `seldom()`, which makes it, and returns the table
  /// `ways` to which the parts add.
  ///
  /// @param before names of scripts that are put before it
  /// @param seldom names of scripts that make up `seldom()`
  /// @param usual names of scripts that are put behind that function, and may call it
  /// @throws IllegalArgumentException when there is no such script
  public static <T> Script<T> loadUsual(
      Class<?> owner,
      String name,
      ScriptResult<T> result,
      List<String> before,
      List<String> seldom,
      List<String> usual) {
    String source =
        joined(owner, before)
            + "\nlocal ways = {}\nlocal function seldom()\n"
            + joined(owner, seldom)
            + "\nreturn ways\nend\n"
            + joined(owner, usual, name);
    return new Script<>(name, source, result);
  }

  private static String joined(Class<?> owner, List<String> parts, String... more) {
    return Stream.concat(parts.stream(), Stream.of(more))
        .map(part -> read(owner, "/lua/" + part + ".lua"))
        .collect(Collectors.joining("\n"));
  }

  private static String read(Class<?> owner, String path) {
    try (InputStream source = owner.getResourceAsStream(path)) {
      if (source == null) {
        throw new IllegalArgumentException("there is no script " + path);
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /// Returns the name of its file without `.lua`.
  public String name() {
    return name;
  }

  /// Returns the digest by which Redis knows it, in lower-case hexadecimal.
  public String sha1() {
    return sha1;
  }

  /// Calls it and waits for the result; for virtual threads, never for an event loop.
  ///
  /// @throws OutcomeUnknown when there is no answer in time, or the thread is interrupted: repeat
  ///   it under the same id
  /// @throws RedisRefused when the answer is an error
  public T run(RedisConnection connection, ScriptInput input) {
    CompletableFuture<T> running = runLater(connection, input).toCompletableFuture();
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutcomeUnknown(e);
    } catch (ExecutionException e) {
      throw Failures.whileWriting(e);
    }
  }

  /// The same as [#run], without waiting. The stage fails with the same exceptions, and its
  /// callbacks run on a thread of the connection, which they must not hold up.
  public CompletionStage<T> runLater(RedisConnection connection, ScriptInput input) {
    return connection.writeLater(redis -> call(redis, input));
  }

  private CompletionStage<T> call(
      RedisClusterAsyncCommands<String, String> redis, ScriptInput input) {
    return result
        .send(redis, CommandType.EVALSHA, input.after(sha1))
        .exceptionallyCompose(failure ->
            Failures.unwrapped(failure) instanceof RedisNoScriptException
                ? result.send(redis, CommandType.EVAL, input.after(source))
                : CompletableFuture.failedStage(failure));
  }

  @Override
  public String toString() {
    return name;
  }
}
