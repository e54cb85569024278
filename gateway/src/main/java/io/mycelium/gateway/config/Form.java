package io.mycelium.gateway.config;

import io.mycelium.core.job.Hours;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.RedisUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.stream.Stream;

/// The form that a text has to have where it is not empty.
enum Form {
  ANY(""),
  WORKSPACE(KeySpace.WORKSPACE_FORM),
  WEB_ADDRESS("an address such as https://chat.example"),
  SOCKET_ADDRESS("an address such as wss://gateway.example"),
  /// May hold a password: such a text is not repeated.
  REDIS_URL(
      "redis://HOST:PORT, rediss://, redis-sentinel:// or redis-cluster://, with special characters of the password percent-encoded"),
  FOLDERS("folders separated by colons"),
  HOURS(Hours.FORM),
  FILE("the absolute path of a file");

  private final String words;

  Form(String words) {
    this.words = words;
  }

  /// What people write.
  String words() {
    return words;
  }

  boolean isKeptBy(String text) {
    return switch (this) {
      case ANY -> true;
      case WORKSPACE -> KeySpace.isWorkspace(text);
      case WEB_ADDRESS -> isAddress(text, "http");
      case SOCKET_ADDRESS -> isAddress(text, "ws");
      case REDIS_URL -> isRedisUrl(text);
      case FILE -> text.startsWith("/") && text.indexOf('\n') < 0;
      case HOURS -> isHours(text);
      case FOLDERS -> Stream.of(text.split(":", -1)).noneMatch(String::isBlank);
    };
  }

  private static boolean isHours(String text) {
    try {
      Hours.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// @param plain the scheme; an `s` behind it is allowed
  private static boolean isAddress(String text, String plain) {
    try {
      var address = new URI(text);
      String scheme = String.valueOf(address.getScheme());
      return address.getHost() != null && (scheme.equals(plain) || scheme.equals(plain + "s"));
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
