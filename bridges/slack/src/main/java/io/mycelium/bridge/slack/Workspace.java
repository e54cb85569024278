package io.mycelium.bridge.slack;

import io.mycelium.chatting.Downloads;
import io.mycelium.chatting.desk.Roots;
import io.mycelium.chatting.desk.Saying;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// A workspace that we are in, and what is done there. Each has its own token, people and order of
/// things; what is shared costs no more for many of them.
final class Workspace {
  /// What all of them work with.
  ///
  /// @param threads virtual ones, for what people do
  /// @param rest between two messages in a channel
  /// @param patience how long Slack waits for the first sign of an answer
  record Shared(
      SlackBridge.Parts parts,
      Downloads downloads,
      ExecutorService threads,
      Duration rest,
      Duration patience) {}

  private final Api api;
  private final Self self;
  private final Channels channels;
  private final WorkspacePort port;
  private final Deeds deeds;
  private final Forms forms;
  private final Backfill backfill;

  /// @param self who we are there, which may be learnt later
  Workspace(Api api, Self self, Shared shared) {
    SlackBridge.Parts parts = shared.parts();
    this.api = api;
    this.self = self;
    this.channels = parts.channels();
    var uploading = new Uploading(api, parts.blobs(), shared.rest());
    this.port = new WorkspacePort(api, self, channels, uploading, shared.rest());
    var people = new People(api, self, parts.accounts(), parts.clock());
    var fetching = new Fetching(shared.downloads(), parts.desk(), api.token());
    var roots = new Roots(channels, port::isOurs);
    var saying = new Saying(parts.desk(), roots);
    var passing = new Passing(saying, channels, people, fetching, self);
    var shower = new Shower(api, channels, people, uploading, new Shortcuts(parts.catalogue()));
    var home = new Home(api, parts.desk(), this::linked, people);
    var changing = new Changing(parts.desk(), channels, people, self);
    this.deeds =
        new Deeds(
            new Deeds.Parts(parts.desk(), roots, self, people, shower, passing, changing, home),
            shared.threads());
    this.forms =
        new Forms(
            new Forms.Parts(parts.desk(), people, shower, fetching),
            shared.threads(),
            shared.patience());
    this.backfill =
        new Backfill(
            new Backfill.Parts(
                api, channels, this::linked, passing, changing, deeds, parts.clock()));
  }

  Api api() {
    return api;
  }

  Self self() {
    return self;
  }

  /// What people call it, once that is known.
  String name() {
    return self.identity().map(Self.Identity::name).orElse("Slack");
  }

  /// How it is written to.
  WorkspacePort port() {
    return port;
  }

  /// What people do there.
  Deeds deeds() {
    return deeds;
  }

  /// What comes back from forms.
  Forms forms() {
    return forms;
  }

  /// What was said while nobody heard it.
  Backfill backfill() {
    return backfill;
  }

  /// Its channels that show rooms; none as long as nobody knows which workspace it is.
  List<LinkedChannel> linked() {
    Optional<String> team = self.team();
    return channels.of(SlackPort.PLATFORM).stream()
        .filter(channel -> team.filter(channel.ref().tenant()::equals).isPresent())
        .toList();
  }
}
