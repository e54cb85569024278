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
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.List;
import java.util.Optional;

/// `session end`: sign somebody out on one device, or oneself on all others.
final class EndSession {
  private static final int TRIES = 8;

  record Options(
      @Positional @Help("the id of the session, from 'session list'") Optional<Reference> session,
      @Help("all of yours but the one that says so") boolean others) {
    Options {
      if (session.isPresent() == others) {
        throw new IllegalArgumentException(
            "say which session is to end, from 'session list', or --others for all of yours but this one");
      }
    }
  }

  private final AggregateStore store;
  private final Keys keys;
  private final Cards cards;

  EndSession(AggregateStore store, Keys keys, Cards cards) {
    this.store = store;
    this.keys = keys;
    this.cards = cards;
  }

  Command<Options> command() {
    return Command.named("session", "end")
        .summary("Sign out on another device, at once")
        .examples(
            "sign me out everywhere else",
            "log me out on my other devices",
            "end my other sessions",
            "session end --others")
        .permission(Permission.KEYS_OWN)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::needs, this::handle);
  }

  private Needs needs(Options options, Invocation by) {
    return options
        .session()
        .flatMap(this::find)
        .map(session -> KeyRights.of(session.peer(), by.caller()))
        .orElse(Needs.NONE);
  }

  private Optional<ApiKey> find(Reference id) {
    return keys.find(id.value()).map(Stored::state).filter(key -> key.use() == ApiKey.Use.SESSION);
  }

  private Reply handle(Options options, Invocation by) {
    return options.session().map(id -> end(id, by)).orElseGet(() -> others(by));
  }

  private Reply end(Reference id, Invocation by) {
    Optional<ApiKey> session = find(id);
    if (session.isEmpty()) {
      return Reply.Refused.because(
          Reply.Reason.NOT_FOUND,
          "not-found",
          "There is no session %s; 'session list' shows those there are.".formatted(id));
    }
    return switch (keys.revoke(session.get().id(), by.intent())) {
      case Update.Done<ApiKey>(var stored) -> cards.card(stored.state());
      case Update.Refused<ApiKey>(var why) -> why;
    };
  }

  /// All in one commit; again when one of them changes meanwhile.
  private Reply others(Invocation by) {
    for (int tried = 0; tried < TRIES; tried++) {
      List<Stored<ApiKey>> others =
          keys.sessions(by.caller().id(), by.at()).stream()
              .filter(s -> !by.caller().key().equals(Optional.of(s.state().id())))
              .toList();
      Reply done = said(others.size());
      if (others.isEmpty()) {
        return done;
      }
      var draft = Commit.of(by.intent(), Outcome.of(done));
      others.forEach(session -> Keys.end(draft, session, by.at()));
      CommitResult result = store.commit(draft.done());
      others.forEach(session -> keys.changed(session.state().id()));
      if (result instanceof CommitResult.Committed) {
        return done;
      }
      if (!(result instanceof CommitResult.Conflict)) {
        return Refusals.of(result);
      }
    }
    return Refusals.contended();
  }

  private static Reply said(int ended) {
    return new Reply.Text(
        switch (ended) {
          case 0 -> "You are signed in nowhere else.";
          case 1 -> "One other session was ended.";
          default -> "%d other sessions were ended.".formatted(ended);
        });
  }
}
