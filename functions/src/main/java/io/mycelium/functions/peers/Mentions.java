package io.mycelium.functions.peers;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds whom a text calls by name: `@Ada Lovelace`, in any case, where neither name nor text goes
/// on without a gap. Of two names that fit at the same place the longer one is meant.
public final class Mentions {
  /// Of the `@` of a text, how many are looked at.
  private static final int MOST = 100;

  /// In characters; names are shorter, but some of their characters take two.
  private static final int LONGEST_NAME = 80;

  private final Peers peers;

  public Mentions(Peers peers) {
    this.peers = peers;
  }

  /// Whom the text calls, in the order in which it does.
  public Set<PeerId> in(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return Set.of();
    }
    Map<String, PeerId> names =
        peers.all().stream()
            .collect(
                Collectors.toMap(peer -> Names.fold(peer.name()), Peer::id, (first, _) -> first));
    Set<PeerId> found = new LinkedHashSet<>();
    for (int looked = 0; at >= 0 && looked < MOST; looked++) {
      if (begins(text, at)) {
        longest(text, at + 1, name -> Optional.ofNullable(names.get(name))).ifPresent(found::add);
      }
      at = text.indexOf('@', at + 1);
    }
    return found;
  }

  /// An address such as `bob@example` calls nobody.
  private static boolean begins(String text, int at) {
    return at == 0
        || !(wordy(text.codePointBefore(at)) || "@._-".indexOf(text.charAt(at - 1)) >= 0);
  }

  private static Optional<PeerId> longest(
      String text, int from, Function<String, Optional<PeerId>> known) {
    for (int end = Math.min(text.length(), from + LONGEST_NAME); end > from; end--) {
      if (ends(text, end)) {
        Optional<PeerId> peer = known.apply(Names.fold(text.substring(from, end)));
        if (peer.isPresent()) {
          return peer;
        }
      }
    }
    return Optional.empty();
  }

  /// A full stop after a name ends the sentence; one inside of a word does not end the name.
  private static boolean ends(String text, int end) {
    if (end == text.length()) {
      return true;
    }
    int next = text.codePointAt(end);
    boolean joined =
        "._-".indexOf(next) >= 0 && end + 1 < text.length() && wordy(text.codePointAt(end + 1));
    return !wordy(next) && !joined;
  }

  private static boolean wordy(int character) {
    return Character.isLetterOrDigit(character)
        || Character.getType(character) == Character.NON_SPACING_MARK;
  }
}
