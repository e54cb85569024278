package io.mycelium.functions.enrolment;

import io.mycelium.core.link.DroneKey;
import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.state.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The drones that ask to be enrolled: one aggregate, so that strangers can fill no more than that.
record Asking(List<Asked> drones) {
  static final Kind<Asking> KIND = new Kind<>("drone-requests", Asking.class);

  /// The only one.
  static final String ID = "all";

  static final Asking NONE = new Asking(List.of());

  /// Nobody has decided about more than these at a time.
  private static final int MOST = 20;

  /// Of those that were denied so many are remembered.
  private static final int MOST_DENIED = 20;

  /// A drone that asks.
  record Asked(
      DroneKey key, DroneSheet about, String code, Instant since, Instant ends, boolean denied) {
    private Asked refused() {
      return new Asked(key, about, code, since, ends, true);
    }
  }

  Asking {
    drones = List.copyOf(drones);
  }

  Asking at(Instant now) {
    return new Asking(drones.stream().filter(one -> now.isBefore(one.ends())).toList());
  }

  /// Those about which nobody has decided.
  List<Asked> open() {
    return drones.stream().filter(one -> !one.denied()).toList();
  }

  boolean isFull() {
    return open().size() >= MOST;
  }

  Optional<Asked> of(DroneKey key) {
    return drones.stream().filter(one -> one.key().equals(key)).findFirst();
  }

  /// The open one that is meant, by its code or by its key's fingerprint.
  Optional<Asked> meant(String typed) {
    return open().stream()
        .filter(one -> Code.same(one.code(), typed) || one.key().fingerprint().equals(typed))
        .findFirst();
  }

  Asking with(Asked more) {
    return new Asking(Stream.concat(drones.stream(), Stream.of(more)).toList());
  }

  Asking without(Asked gone) {
    return new Asking(drones.stream().filter(one -> !one.equals(gone)).toList());
  }

  Asking denied(Asked one) {
    List<Asked> before = without(one).drones().stream().filter(Asked::denied).toList();
    List<Asked> kept = before.subList(Math.max(0, before.size() - MOST_DENIED + 1), before.size());
    return new Asking(
        Stream.of(without(one).open().stream(), kept.stream(), Stream.of(one.refused()))
            .flatMap(all -> all)
            .toList());
  }
}
