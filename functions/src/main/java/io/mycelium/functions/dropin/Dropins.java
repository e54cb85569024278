package io.mycelium.functions.dropin;

import io.mycelium.core.command.Digests;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Lookup;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The dropped-in functions of the workspace, of all gateways.
///
/// A function's name belongs to the folder that had it first, until that folder goes; also while it
/// is broken, so that nobody slips in while its owner mends it.
public final class Dropins {
  private static final Index ALL = new Index("functions");
  private static final Lookup NAMES = new Lookup("functions");
  private static final int MOST = 1_000;
  private static final int TRIES = 16;

  private final AggregateStore store;

  /// Called after each change of this gateway's own.
  private final Runnable changed;

  public Dropins(AggregateStore store, Runnable changed) {
    this.store = store;
    this.changed = changed;
  }

  /// What comes of publishing.
  enum Published {
    DONE,
    /// It says what the workspace knows already.
    SAME,
    /// The name belongs to another folder.
    TAKEN
  }

  /// All that are there, live or broken, oldest first.
  public List<Stored<Dropin>> all() {
    return store.findAll(Dropin.KIND, store.oldest(ALL, Long.MIN_VALUE, MOST));
  }

  /// The one that has the name, or else a broken one that would like to.
  public Optional<Stored<Dropin>> named(String name) {
    Optional<Stored<Dropin>> owner =
        store.lookup(NAMES, name).flatMap(id -> store.find(Dropin.KIND, id));
    return owner.or(() -> all().stream().filter(d -> d.state().folder().equals(name)).findFirst());
  }

  /// Makes known how a folder is now.
  Published publish(Dropin dropin) {
    String id = id(dropin);
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Stored<Dropin>> had = store.find(Dropin.KIND, id);
      if (had.isPresent() && had.get().state().same(dropin)) {
        return Published.SAME;
      }
      CommitResult result = store.commit(publishing(id, had, dropin));
      if (result instanceof CommitResult.Committed) {
        changed.run();
        return Published.DONE;
      }
      if (result instanceof CommitResult.Taken) {
        return Published.TAKEN;
      }
    }
    throw new IllegalStateException("the function " + id + " does not come to rest");
  }

  private static Commit publishing(String id, Optional<Stored<Dropin>> had, Dropin dropin) {
    long version = had.map(Stored::version).orElse(0L);
    var intent = Intent.system("function/%s/%d".formatted(id, version + 1), dropin.since());
    Commit.Draft draft = Commit.of(intent, Outcome.of(subject(dropin)));
    if (had.isPresent()) {
      draft.update(had.get(), dropin);
    } else {
      draft.create(Dropin.KIND, id, dropin);
    }
    if (dropin.state() == Dropin.State.LIVE) {
      draft.bind(NAMES, dropin.folder(), id);
    }
    boolean wasLive = had.filter(h -> h.state().state() == Dropin.State.LIVE).isPresent();
    String type =
        dropin.state() == Dropin.State.BROKEN
            ? "function.broken"
            : wasLive ? "function.changed" : "function.added";
    return draft.rank(ALL, id, dropin.since().toEpochMilli()).event(event(type, dropin)).done();
  }

  /// Takes a function away, because its folder went.
  void remove(String origin, String folder, Instant at) {
    String id = id(origin, folder);
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Stored<Dropin>> had = store.find(Dropin.KIND, id);
      if (had.isEmpty() || had.get().state().state() == Dropin.State.REMOVED) {
        return;
      }
      Dropin gone = had.get().state().removed(at);
      var intent = Intent.system("function/%s/%d".formatted(id, had.get().version() + 1), at);
      Commit.Draft draft =
          Commit.of(intent, Outcome.of(subject(gone))).update(had.get(), gone).unrank(ALL, id);
      if (store.lookup(NAMES, gone.folder()).filter(id::equals).isPresent()) {
        draft.unbind(NAMES, gone.folder());
      }
      if (store.commit(draft.event(event("function.removed", gone)).done())
          instanceof CommitResult.Committed) {
        changed.run();
        return;
      }
    }
    throw new IllegalStateException("the function " + id + " does not come to rest");
  }

  /// Trusts a function's package as it is now.
  ///
  /// @param intent of the operator who does
  /// @return why not, if not
  /// @throws io.mycelium.core.state.RepeatedRequest when the intent was committed before
  public Optional<Reply.Refused> trust(Stored<Dropin> had, Intent intent) {
    Dropin now = had.state();
    if (now.content().isEmpty() || (now.state() == Dropin.State.BROKEN && !now.healsByTrust())) {
      return Optional.of(
          Reply.Refused.because(
              Reply.Reason.CONFLICT,
              "broken",
              "'%s' is broken; mend it first: %s"
                  .formatted(
                      now.folder(),
                      now.problems().isEmpty() ? "its folder" : now.problems().getFirst())));
    }
    String digest = now.content().get().digest();
    String actor = intent.actor().value();
    String earlier = store.lookup(Trust.TRUSTED, digest).orElse(actor);
    Dropin next = now.trusted(now.trustedBy().orElse(earlier), intent.at());
    CommitResult result =
        store.commit(
            Commit.of(intent, Outcome.of(subject(now)))
                .update(had, next)
                .bind(NAMES, now.folder(), had.id())
                .event(event("function.trusted", next))
                .bind(Trust.TRUSTED, digest, earlier)
                .done());
    if (result instanceof CommitResult.Committed) {
      changed.run();
      return Optional.empty();
    }
    return Optional.of(Refusals.of(result));
  }

  /// What cards, events and repeats call the function: its name, whoever's folder it comes from.
  public static Subject subject(FunctionName name) {
    return new Subject(Dropin.KIND.name(), name.value());
  }

  private static Subject subject(Dropin dropin) {
    return new Subject(Dropin.KIND.name(), dropin.folder());
  }

  private static Event event(String type, Dropin dropin) {
    var payload = Json.object();
    payload.put("name", dropin.folder()).put("origin", dropin.origin());
    payload.put("state", dropin.state().name().toLowerCase(Locale.ROOT));
    dropin.content().ifPresent(content -> payload.put("digest", content.digest()));
    dropin.trustedBy().ifPresent(by -> payload.put("trustedBy", by));
    if (!dropin.problems().isEmpty()) {
      var problems = payload.putArray("problems");
      dropin.problems().forEach(problem -> problems.add(Json.tree(problem)));
    }
    return new Event(type, Optional.empty(), subject(dropin), payload);
  }

  static String id(Dropin dropin) {
    return id(dropin.origin(), dropin.folder());
  }

  /// Folders may be named in any way; what is no function's name goes by a digest.
  private static String id(String origin, String folder) {
    boolean plain = folder.matches("[a-z0-9-]{1,32}");
    String digest =
        HexFormat.of().formatHex(Digests.sha256(folder.getBytes(StandardCharsets.UTF_8)), 0, 8);
    return origin + '.' + (plain ? folder : "x." + digest);
  }
}
