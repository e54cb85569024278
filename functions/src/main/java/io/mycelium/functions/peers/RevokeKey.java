package io.mycelium.functions.peers;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.Optional;

/// `key revoke`: end a key, at once and on every gateway.
final class RevokeKey {
  record Options(@Positional @Help("the id of the key, from 'key list'") Reference key) {}

  private final Keys keys;
  private final Cards cards;

  RevokeKey(Keys keys, Cards cards) {
    this.keys = keys;
    this.cards = cards;
  }

  Command<Options> command() {
    return Command.named("key", "revoke")
        .summary("End a key at once, for ever")
        .examples("revoke key_01k2abc", "the key key_01k2abc has leaked", "end the key key_01k2abc")
        .permission(Permission.KEYS_OWN)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, this::needs, this::handle);
  }

  private Needs needs(Options options, Invocation by) {
    return find(options).map(key -> KeyRights.of(key.peer(), by.caller())).orElse(Needs.NONE);
  }

  private Optional<ApiKey> find(Options options) {
    return keys.find(options.key().value()).map(Stored::state);
  }

  private Reply handle(Options options, Invocation by) {
    Optional<ApiKey> key = find(options);
    if (key.isEmpty()) {
      return Reply.Refused.because(
          Reply.Reason.NOT_FOUND,
          "not-found",
          "There is no key %s; 'key list' shows those there are.".formatted(options.key()));
    }
    return switch (keys.revoke(key.get().id(), by.intent())) {
      case Update.Done<ApiKey>(var stored) -> cards.card(stored.state());
      case Update.Refused<ApiKey>(var why) -> why;
    };
  }
}
