package io.mycelium.functions.peers;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.ShellWords;
import io.mycelium.core.command.Standard;
import io.mycelium.core.id.Ids;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// `invite`: let somebody in.
final class Invite {
  /// What may be invited; drones join by themselves.
  enum Kind {
    PERSON,
    AGENT
  }

  record Options(
      @Positional @Help("the name to be known by") @Bounds(min = 1, max = 40) String name,
      @Positional @Help("what the peer may do") @Standard("member") Role role,
      @Help("a person, or a program that acts by itself") @Standard("person") Kind kind,
      @Help("also make a key for a terminal or a program") boolean key) {
    Options {
      name = Normalizer.normalize(name, Normalizer.Form.NFC);
      if (!Names.allowed(name)) {
        throw new IllegalArgumentException(
            "'%s' cannot be a name: a name has 1 to 40 letters, digits, '.', '-', '_' and single spaces, is of one alphabet, and is not Mycelium's own."
                .formatted(name));
      }
    }
  }

  private final Ids ids;
  private final Keys keys;
  private final PeerCommits peers;
  private final OneTime oneTime;

  Invite(Ids ids, Keys keys, PeerCommits peers, OneTime oneTime) {
    this.ids = ids;
    this.keys = keys;
    this.peers = peers;
    this.oneTime = oneTime;
  }

  Command<Options> command() {
    return Command.named("invite")
        .summary("Let a person or an agent in")
        .examples(
            "invite somebody",
            "let a new person in",
            "add a new colleague to the workspace",
            "an agent needs an account",
            "invite release-bot --kind agent --key")
        .permission(Permission.PEERS_INVITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    if (!by.caller().role().atLeast(options.role())) {
      return Roles.above(options.role(), by.caller());
    }
    var peer =
        new Peer(
            ids.peer(),
            switch (options.kind()) {
              case PERSON -> PeerKind.PERSON;
              case AGENT -> PeerKind.AGENT;
            },
            options.name(),
            options.role(),
            by.at());
    List<NewKey> made = make(options, peer, by);
    Reply repeated =
        OneTime.shown(
            "The invitation of " + peer.name(),
            "key create --for %s --link".formatted(ShellWords.quote(peer.name())));
    return peers
        .add(peer, made.stream().map(NewKey::key).toList(), by.intent(), repeated)
        .<Reply>map(refused -> refused)
        .orElseGet(() ->
            oneTime.show(
                PeerRecords.subject(peer),
                "%s is invited as %s".formatted(peer.name(), peer.role().word()),
                made));
  }

  private List<NewKey> make(Options options, Peer peer, Invocation by) {
    List<NewKey> made = new ArrayList<>();
    if (options.kind() == Kind.PERSON) {
      made.add(keys.make(peer.id(), ApiKey.Use.LINK, "invitation", by.caller().id(), by.at()));
    }
    if (options.key() || options.kind() == Kind.AGENT) {
      made.add(keys.make(peer.id(), ApiKey.Use.KEY, "first key", by.caller().id(), by.at()));
    }
    return made;
  }
}
