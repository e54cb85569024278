package io.mycelium.bridge.slack;

import com.slack.api.model.User;
import com.slack.api.model.Usergroup;
import io.mycelium.chatting.text.Names;
import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.Profile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What Slack says of its people, asked for rarely. Blocks; call it on virtual threads.
final class People implements Names {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration GROUPS_KEPT = Duration.ofMinutes(1);
  private static final int MOST = 20_000;

  /// Somebody.
  record Person(String name, ZoneId zone, Locale locale) {
    private static Person nameless(String id) {
      return new Person(id, ZoneOffset.UTC, Locale.ROOT);
    }
  }

  private record Kept<T>(T value, Instant until) {}

  private final Api api;
  private final Self self;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Map<String, Kept<Person>> people = new ConcurrentHashMap<>();
  private final Map<String, Kept<String>> channels = new ConcurrentHashMap<>();
  private volatile Kept<List<Usergroup>> groups = new Kept<>(List.of(), Instant.MIN);

  People(Api api, Self self, Accounts accounts, InstantSource clock) {
    this.api = api;
    this.self = self;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// Somebody, as Slack knows them.
  Person find(String user) {
    return kept(people, user)
        .orElseGet(() ->
            api.read(c -> c.usersInfo(r -> r.user(user).includeLocale(true)))
                .map(response -> keep(people, user, person(response.getUser())))
                .ok()
                .orElseGet(() -> Person.nameless(user)));
  }

  /// Somebody, with the groups that they are in.
  Profile profile(String user) {
    Set<String> in = new HashSet<>();
    for (Usergroup group : groups()) {
      if (Optional.ofNullable(group.getUsers()).orElse(List.of()).contains(user)) {
        in.add(group.getId());
        in.add(group.getHandle());
      }
    }
    return new Profile(find(user).name(), in);
  }

  private List<Usergroup> groups() {
    Kept<List<Usergroup>> now = groups;
    if (clock.instant().isBefore(now.until())) {
      return now.value();
    }
    Result<List<Usergroup>> all =
        api.read(c -> c.usergroupsList(r -> r.includeUsers(true)))
            .map(response -> response.getUsergroups());
    if (all instanceof Result.Later<?> || all instanceof Result.Unknown<?>) {
      return now.value();
    }
    groups = new Kept<>(all.ok().orElse(now.value()), clock.instant().plus(GROUPS_KEPT));
    return groups.value();
  }

  private static Person person(User user) {
    User.Profile profile = user.getProfile();
    String shown = profile == null ? "" : Optional.ofNullable(profile.getDisplayName()).orElse("");
    String real = Optional.ofNullable(user.getRealName()).orElse("");
    String name = !shown.isBlank() ? shown : !real.isBlank() ? real : user.getName();
    return new Person(
        Optional.ofNullable(name).orElse(user.getId()),
        zone(user.getTz()),
        Optional.ofNullable(user.getLocale()).map(Locale::forLanguageTag).orElse(Locale.ROOT));
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private <T> Optional<T> kept(Map<String, Kept<T>> map, String id) {
    return Optional.ofNullable(map.get(id))
        .filter(kept -> clock.instant().isBefore(kept.until()))
        .map(Kept::value);
  }

  private <T> T keep(Map<String, Kept<T>> map, String id, T value) {
    if (map.size() >= MOST) {
      map.clear();
    }
    map.put(id, new Kept<>(value, clock.instant().plus(KEPT)));
    return value;
  }

  @Override
  public Optional<String> person(String id) {
    return self.team()
        .flatMap(team -> accounts.name(new Account(SlackPort.PLATFORM, team, id)))
        .or(() -> Optional.of(find(id).name()));
  }

  @Override
  public Optional<String> channel(String id) {
    return kept(channels, id)
        .or(() ->
            api.read(c -> c.conversationsInfo(r -> r.channel(id)))
                .map(response -> keep(channels, id, response.getChannel().getName()))
                .ok());
  }

  @Override
  public Optional<String> group(String id) {
    return groups().stream()
        .filter(group -> group.getId().equals(id))
        .map(Usergroup::getHandle)
        .findFirst();
  }
}
