package io.mycelium.core.state;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The aggregate with which the contract suites try out a store, and commits of it.
final class Notes {
  /// A text and how often it was changed.
  record Note(String text, int changes) {
    Note changed() {
      return new Note(text, changes + 1);
    }
  }

  static final Kind<Note> KIND = new Kind<>("note", Note.class);
  static final Index BY_NUMBER = new Index("notes");
  static final Lookup TITLES = new Lookup("note-titles");
  static final Flag LOCK = new Flag("lock");
  static final RoomId ROOM = new RoomId("garden");
  static final PeerId ADA = new PeerId("peer_ada");
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private Notes() {}

  /// What Ada wants, under that request id and with arguments of that digest.
  static Intent wish(String request, String digest) {
    return new Intent(ADA.value(), request, digest, ADA, NOW);
  }

  static Intent wish(String request) {
    return wish(request, "d-" + request);
  }

  static Subject subject(String id) {
    return new Subject(KIND.name(), id);
  }

  static Commit.Draft draft(String request, String id) {
    return Commit.of(wish(request), Outcome.of(subject(id)));
  }

  static Event event(String type, String id) {
    return new Event(type, Optional.of(ROOM), subject(id), Json.object().put("note", id));
  }

  /// Creates a note with a number of the room and tells of it.
  static Commit create(String request, String id) {
    return draft(request, id)
        .createNumbered(ROOM, KIND, id, new Note("dig", 0))
        .event(event("note.created", id))
        .done();
  }

  /// Changes a note once and tells of it.
  static Decision<Note> change(Stored<Note> from) {
    return new Decision.Change<>(
        from.state().changed(), draft -> draft.event(event("note.changed", from.id())));
  }

  static OutboxRow row(String id, Instant due) {
    return new OutboxRow(id, "water", due, Json.object().put("litres", 2));
  }

  static OutboxRow row(String id, Duration in) {
    return row(id, NOW.plus(in));
  }
}
