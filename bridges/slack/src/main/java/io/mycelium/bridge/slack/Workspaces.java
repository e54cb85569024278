package io.mycelium.bridge.slack;

import io.mycelium.core.channel.Installation;
import io.mycelium.core.channel.Installations;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.StoreUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workspaces that we are in: the one whose token is configured, and those that have let us in,
/// on whichever gateway. Safe for many threads.
final class Workspaces {
  private static final Logger LOG = LoggerFactory.getLogger(Workspaces.class);

  /// What they are made with.
  ///
  /// @param vault opens credentials; without one nobody can let us in
  /// @param opening makes a workspace from a token and from who we are there
  record Parts(
      Installations installations,
      Optional<Vault> vault,
      BiFunction<String, Self, Workspace> opening,
      InstantSource clock) {}

  /// One that has let us in.
  ///
  /// @param workspace nothing when its credential cannot be opened
  private record Joined(Installation installation, Optional<Workspace> workspace) {}

  private final Optional<Workspace> configured;
  private final Parts has;

  /// By their ids.
  private final Map<String, Joined> joined = new ConcurrentHashMap<>();

  Workspaces(Optional<Workspace> configured, Parts parts) {
    this.configured = configured;
    this.has = parts;
  }

  /// The one whose token is configured.
  Optional<Workspace> configured() {
    return configured;
  }

  /// One of them. What another gateway has let in a moment ago is found, too.
  Optional<Workspace> of(String team) {
    if (isConfigured(team)) {
      return configured;
    }
    if (!joined.containsKey(team)) {
      try {
        refresh();
      } catch (StoreUnavailable e) {
        LOG.debug("nobody can tell whether we are in {}: {}", team, e.getMessage());
      }
    }
    return Optional.ofNullable(joined.get(team)).flatMap(Joined::workspace);
  }

  /// The one in which Slack says that something happened. As long as Slack has not told which the
  /// configured one is, it is whichever is none of the others: Slack tells of no workspace that the
  /// app is not in.
  Optional<Workspace> telling(String team) {
    return of(team).or(() -> configured.filter(w -> w.self().identity().isEmpty()));
  }

  boolean isConfigured(String team) {
    return configured.flatMap(w -> w.self().team()).filter(team::equals).isPresent();
  }

  /// All of them.
  List<Workspace> all() {
    List<Workspace> all = new ArrayList<>(configured.stream().toList());
    joined.values().forEach(one -> one.workspace().ifPresent(all::add));
    return all;
  }

  /// Those whose credentials cannot be opened here.
  List<Installation> sealed() {
    return joined.values().stream()
        .filter(one -> one.workspace().isEmpty())
        .map(Joined::installation)
        .toList();
  }

  /// Takes in what has changed. Cheap when nothing has.
  ///
  /// @throws StoreUnavailable when the store cannot be reached
  void refresh() {
    List<Installation> now = has.installations().of(SlackPort.PLATFORM);
    now.forEach(one -> joined.compute(one.tenant(), (_, had) -> same(had, one) ? had : open(one)));
    Set<String> still = now.stream().map(Installation::tenant).collect(Collectors.toSet());
    joined.keySet().retainAll(still);
  }

  private static boolean same(@Nullable Joined had, Installation one) {
    return had != null && had.installation().credential().equals(one.credential());
  }

  private Joined open(Installation one) {
    Optional<Credential> credential =
        has.vault().flatMap(vault -> vault.open(one.tenant(), one.credential()));
    if (credential.isEmpty()) {
      LOG.warn(
          "the token of the Slack workspace {} was sealed with another client secret", one.name());
    }
    return new Joined(one, credential.map(opened -> workspace(one, opened)));
  }

  private Workspace workspace(Installation one, Credential credential) {
    var self = new Self();
    self.is(new Self.Identity(one.tenant(), one.name(), credential.user(), credential.bot()));
    LOG.info("in the Slack workspace {}", one.name());
    return has.opening().apply(credential.token(), self);
  }

  /// Looks whether a workspace has removed us, as Slack tells, maybe late and maybe twice: it may
  /// have let us in again by now. Its token is forgotten if so.
  void doubt(Workspace workspace) {
    Result<?> answer = workspace.api().self();
    if (answer instanceof Result.Ok<?> || !workspace.api().lockedOut()) {
      return;
    }
    LOG.warn("the Slack workspace {} has removed the app", workspace.name());
    workspace.self().team().filter(team -> !isConfigured(team)).ifPresent(this::forget);
  }

  private void forget(String team) {
    Optional.ofNullable(joined.get(team))
        .map(Joined::installation)
        .ifPresent(one -> {
          String request = "uninstalled/%s/%s".formatted(team, one.since());
          has.installations().remove(one, Intent.system(request, has.clock().instant()));
        });
    refresh();
  }
}
