package io.mycelium.functions.peers;

import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.Ids;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Presence;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.pipeline.Authenticator;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// The feature as the gateway composes it.
public final class PeersModule {
  private final Parts parts;
  private final Directory directory;
  private final Keys keys;
  private final Cards cards;

  /// What the feature works with.
  ///
  /// @param base where people and programs reach this gateway; asked for when a secret is shown
  public record Parts(
      AggregateStore store,
      EventFeed feed,
      Presence presence,
      Ids ids,
      InstantSource clock,
      SecureRandom random,
      Supplier<URI> base) {}

  public PeersModule(Parts parts) {
    this.parts = parts;
    this.directory = new Directory(parts.store(), parts.feed(), parts.clock());
    this.keys = new Keys(parts.store(), directory, parts.ids(), parts.random());
    this.cards = new Cards(directory, keys, parts.clock());
  }

  public Peers peers() {
    return directory;
  }

  public Authenticator authenticator() {
    return directory;
  }

  /// Signs people in on the web.
  public Sessions sessions() {
    var exchange = new Exchange(parts.store(), directory, keys, parts.random());
    return new WebSessions(parts.store(), directory, keys, exchange, parts.clock());
  }

  /// Lets people in who come from elsewhere.
  public Guests guests() {
    var commits = new PeerCommits(parts.store(), directory, keys, parts.random());
    return new Guests(parts.store(), directory, keys, commits, parts.ids());
  }

  /// What the gateway does before it takes calls.
  ///
  /// @param also what else the first start creates
  public Bootstrap bootstrap(Bootstrap.Also also) {
    return new Bootstrap(parts, directory, keys, new OneTime(parts.base()), also);
  }

  public List<Function> functions() {
    var commits = new PeerCommits(parts.store(), directory, keys, parts.random());
    var lookup = new PeerLookup(directory);
    var oneTime = new OneTime(parts.base());
    return List.of(
        new Function(
            new FunctionName("peer"),
            "Say who is here, and with which role",
            FunctionLimits.STANDARD,
            List.of(
                new WhoAmI().command(),
                new Invite(parts.ids(), keys, commits, oneTime).command(),
                new ListPeers(directory, parts.presence()).command(),
                new ListRoles(directory).command(),
                new SetRole(lookup, commits).command(),
                new RemovePeer(lookup, commits).command())),
        new Function(
            new FunctionName("key"),
            "Make and end the keys with which callers prove who they are",
            FunctionLimits.STANDARD,
            List.of(
                new CreateKey(parts.store(), lookup, keys, oneTime).command(),
                new ListKeys(directory, lookup, keys).command(),
                new RevokeKey(keys, cards).command())),
        new Function(
            new FunctionName("session"),
            "Show where people are signed in on the web, and sign them out",
            FunctionLimits.STANDARD,
            List.of(
                new ListSessions(directory, lookup, keys).command(),
                new EndSession(parts.store(), keys, cards).command())));
  }

  public List<SubjectView> views() {
    return cards.views();
  }
}
