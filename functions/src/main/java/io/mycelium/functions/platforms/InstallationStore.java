package io.mycelium.functions.platforms;

import io.mycelium.core.channel.Installation;
import io.mycelium.core.channel.Installations;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Installations as they are kept, remembered until an event tells of a change.
final class InstallationStore implements Installations {
  private static final int MOST = 1_000;
  private static final String EVERY = "";
  private static final int TRIES = 8;

  private final AggregateStore store;
  private final InstantSource clock;
  private final Mirror<List<Installation>> all;

  InstallationStore(AggregateStore store, EventFeed feed, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.all = new Mirror<>(feed, _ -> Optional.of(stored()));
    feed.listen(this::forget);
  }

  private void forget(EventRecord event) {
    if (event.subject().type().equals(InstallationRecord.KIND.name())) {
      all.forgetAll();
    }
  }

  private List<Installation> stored() {
    return store
        .findAll(
            InstallationRecord.KIND, store.oldest(InstallationRecord.ALL, Long.MIN_VALUE, MOST))
        .stream()
        .flatMap(record -> record.state().installed().stream())
        .toList();
  }

  @Override
  public List<Installation> of(String platform) {
    return all.find(EVERY).orElse(List.of()).stream()
        .filter(installation -> installation.platform().equals(platform))
        .toList();
  }

  @Override
  public Optional<PeerId> invited(String platform, String code) {
    return invitation(platform, code).map(stored -> stored.state().by());
  }

  private Optional<Stored<Invitation>> invitation(String platform, String code) {
    return store
        .find(Invitation.KIND, Invitation.id(code))
        .filter(stored -> stored.state().good(platform, clock.instant()));
  }

  /// Keeps an invitation.
  ///
  /// @param repeated what repeats of the intent are told
  CommitResult invite(Invitation invitation, String code, Intent intent, Reply repeated) {
    return store.commit(
        Commit.of(intent, Outcome.of(repeated))
            .create(Invitation.KIND, Invitation.id(code), invitation)
            .done());
  }

  @Override
  public Optional<Reply.Refused> add(Installation fresh, String code) {
    Optional<Stored<Invitation>> invitation = invitation(fresh.platform(), code);
    if (invitation.isEmpty()) {
      return Optional.of(notInvited());
    }
    String id = InstallationRecord.id(fresh.platform(), fresh.tenant());
    var state = new InstallationRecord(Optional.of(fresh));
    var intent = Intent.system("install/" + invitation.get().id(), clock.instant());
    Commit.Draft draft =
        Commit.of(intent, Outcome.of(InstallationRecord.subject(fresh.platform(), fresh.tenant())))
            .update(invitation.get(), invitation.get().state().spent());
    store
        .find(InstallationRecord.KIND, id)
        .ifPresentOrElse(
            had -> draft.update(had, state),
            () -> draft.create(InstallationRecord.KIND, id, state));
    draft
        .rank(InstallationRecord.ALL, id, fresh.since().toEpochMilli())
        .event(event("platform.joined", fresh));
    return switch (commit(draft)) {
      case CommitResult.Committed _ -> Optional.empty();
      case CommitResult.Repeated _, CommitResult.Reused _ -> Optional.of(notInvited());
      case CommitResult.Conflict refused -> Optional.of(Refusals.of(refused));
      case CommitResult.Taken refused -> Optional.of(Refusals.of(refused));
      case CommitResult.Guarded refused -> Optional.of(Refusals.of(refused));
    };
  }

  @Override
  public void remove(Installation gone, Intent intent) {
    find(gone.platform(), gone.tenant())
        .filter(stored -> stored.state().has(gone.credential()))
        .ifPresent(stored -> {
          var subject = InstallationRecord.subject(gone.platform(), gone.tenant());
          commit(removal(Commit.of(intent, Outcome.of(subject)), stored));
        });
  }

  /// Notes that somebody here took Mycelium out of a workspace, which may be one that it was never
  /// let into by an invitation. The platform tells of it too, through [#remove], at the same
  /// moment: whoever is first is the one that the event is of.
  CommitResult left(String platform, String tenant, Intent intent, Reply reply) {
    CommitResult result = leave(platform, tenant, intent, reply);
    for (int tried = 1; result instanceof CommitResult.Conflict && tried < TRIES; tried++) {
      result = leave(platform, tenant, intent, reply);
    }
    return result;
  }

  private CommitResult leave(String platform, String tenant, Intent intent, Reply reply) {
    Commit.Draft draft = Commit.of(intent, Outcome.of(reply));
    store
        .find(InstallationRecord.KIND, InstallationRecord.id(platform, tenant))
        .ifPresentOrElse(
            known -> installed(known).ifPresent(stored -> removal(draft, stored)),
            () -> draft.event(InstallationRecord.event("platform.left", platform, tenant, "")));
    return commit(draft);
  }

  private Optional<Stored<InstallationRecord>> find(String platform, String tenant) {
    return store
        .find(InstallationRecord.KIND, InstallationRecord.id(platform, tenant))
        .flatMap(InstallationStore::installed);
  }

  private static Optional<Stored<InstallationRecord>> installed(Stored<InstallationRecord> known) {
    return Optional.of(known).filter(stored -> stored.state().installed().isPresent());
  }

  private static Commit.Draft removal(Commit.Draft draft, Stored<InstallationRecord> stored) {
    return draft
        .update(stored, new InstallationRecord(Optional.empty()))
        .unrank(InstallationRecord.ALL, stored.id())
        .event(event("platform.left", stored.state().installed().orElseThrow()));
  }

  private static Event event(String type, Installation of) {
    return InstallationRecord.event(type, of.platform(), of.tenant(), of.name());
  }

  private CommitResult commit(Commit.Draft draft) {
    try {
      return store.commit(draft.done());
    } finally {
      // Also when the outcome is unknown: the change may have been made.
      all.forgetAll();
    }
  }

  private static Reply.Refused notInvited() {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "not-invited",
        "This link was used before, has expired, or is none of ours; an operator makes another one with 'platform join'.");
  }
}
