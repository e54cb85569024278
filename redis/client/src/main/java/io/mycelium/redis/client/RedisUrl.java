package io.mycelium.redis.client;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where Redis is and how to get in, from one URL.
///
/// | URL | what it is |
/// |---|---|
/// | `redis://host:6379/0` | one server |
/// | `redis://:password@host`, `redis://user:password@host` | with a password, with an ACL user |
/// | `rediss://host:6380` | the same over TLS |
/// | `redis-sentinel://:password@s1:26379,s2:26379/0#name` | the present master of `name` |
/// | `redis-cluster://host:7000,other:7000`, `redis://host:7000?cluster` | a cluster, found from any of its nodes |
///
/// `rediss-cluster://` and `rediss-sentinel://` are the same over TLS. Other characters than
/// letters and digits in a user name or a password are percent-encoded.
public final class RedisUrl {
  enum Kind {
    SERVER,
    SENTINEL,
    CLUSTER
  }

  private static final Map<String, Kind> KINDS =
      Map.of(
          "redis", Kind.SERVER,
          "rediss", Kind.SERVER,
          "redis-sentinel", Kind.SENTINEL,
          "rediss-sentinel", Kind.SENTINEL,
          "redis-cluster", Kind.CLUSTER,
          "rediss-cluster", Kind.CLUSTER);

  private static final Pattern PLACE =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(:[0-9]{1,5})?");

  private final Kind kind;

  /// Makes them anew for each use, as the library's addresses can be changed.
  private final Supplier<List<RedisURI>> places;

  private final boolean tls;
  private final String shown;

  private RedisUrl(Kind kind, Supplier<List<RedisURI>> places) {
    this.kind = kind;
    this.places = places;
    List<RedisURI> first = places.get();
    this.tls = first.stream().anyMatch(RedisURI::isSsl);
    this.shown = first.stream().flatMap(RedisUrl::hosts).collect(Collectors.joining(","));
  }

  /// Reads a URL.
  ///
  /// @throws IllegalArgumentException when it is none of the above; the message does not repeat it,
  ///   as it may hold a password
  public static RedisUrl parse(String url) {
    try {
      URI given = new URI(url);
      Kind scheme =
          Optional.ofNullable(given.getScheme())
              .map(KINDS::get)
              .filter(known -> namesPlaces(given))
              .orElseThrow(RedisUrl::notUnderstood);
      return scheme == Kind.CLUSTER || (scheme == Kind.SERVER && asksForCluster(given))
          ? cluster(url)
          : new RedisUrl(scheme, () -> List.of(RedisURI.create(url)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw notUnderstood();
    }
  }

  private static boolean namesPlaces(URI url) {
    String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
    String places = authority.substring(authority.lastIndexOf('@') + 1);
    return Arrays.stream(places.split(",", -1)).allMatch(PLACE.asMatchPredicate());
  }

  private static boolean asksForCluster(URI url) {
    return url.getQuery() != null
        && Arrays.stream(url.getQuery().split("&", -1))
            .anyMatch(option -> option.equals("cluster") || option.equals("cluster=true"));
  }

  private static RedisUrl cluster(String url) throws URISyntaxException {
    URI ofItsNodes =
        new URI(
            url.replaceFirst("^(rediss?)-cluster:", "$1:")
                .replaceFirst("(?<=[?&])cluster(=true)?(&|$)", "")
                .replaceFirst("[?&]$", ""));
    return new RedisUrl(Kind.CLUSTER, () -> RedisClusterURIUtil.toRedisURIs(ofItsNodes));
  }

  /// The cause is left out because its message holds the URL.
  private static IllegalArgumentException notUnderstood() {
    return new IllegalArgumentException(
        "The URL of Redis is not understood: give redis://host:port, rediss://, redis-sentinel:// or redis-cluster://,"
            + " and percent-encode special characters of the password.");
  }

  Kind kind() {
    return kind;
  }

  List<RedisURI> places(Duration timeout) {
    List<RedisURI> made = places.get();
    made.forEach(place -> place.setTimeout(timeout));
    return made;
  }

  boolean isTls() {
    return tls;
  }

  private static Stream<String> hosts(RedisURI place) {
    return place.getSentinels().isEmpty()
        ? Stream.of(place.getHost() + ":" + place.getPort())
        : place.getSentinels().stream().flatMap(RedisUrl::hosts);
  }

  /// Returns hosts and ports alone: no user, no password.
  @Override
  public String toString() {
    return shown;
  }
}
