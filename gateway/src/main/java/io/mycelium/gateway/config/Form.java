package io.mycelium.gateway.config;

import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.RedisUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The form that a text has to have where it is not empty.
enum Form {
  ANY("", text -> true),
  WORKSPACE(KeySpace.WORKSPACE_FORM, KeySpace::isWorkspace),
  WEB_ADDRESS("an address such as https://chat.example", Form::isWebAddress),
  /// May hold a password: such a text is not repeated.
  REDIS_URL(
      "redis://HOST:PORT, rediss://, redis-sentinel:// or redis-cluster://, with special characters of the password percent-encoded",
      Form::isRedisUrl),
  FOLDERS(
      "folders separated by colons",
      text -> Stream.of(text.split(":", -1)).noneMatch(String::isBlank));

  private final String words;
  private final Predicate<String> holds;

  Form(String words, Predicate<String> holds) {
    this.words = words;
    this.holds = holds;
  }

  /// What people write.
  String words() {
    return words;
  }

  boolean isKeptBy(String text) {
    return holds.test(text);
  }

  private static boolean isWebAddress(String text) {
    try {
      var address = new URI(text);
      String scheme = String.valueOf(address.getScheme());
      return address.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isRedisUrl(String text) {
    try {
      RedisUrl.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
