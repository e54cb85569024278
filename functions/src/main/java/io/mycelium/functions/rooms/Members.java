package io.mycelium.functions.rooms;

import io.mycelium.core.command.PeerName;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Room;
import io.mycelium.functions.peers.PeerLookup;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists of peers as people write them: names with commas between.
final class Members {
  private final Peers peers;
  private final PeerLookup lookup;

  Members(Peers peers) {
    this.peers = peers;
    this.lookup = new PeerLookup(peers);
  }

  /// Goes on with the peers' ids; none when none are named.
  Reply with(Optional<String> names, Function<Set<PeerId>, Reply> then) {
    List<PeerName> list =
        names.stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(String::strip)
            .map(name -> name.startsWith("@") ? name.substring(1) : name)
            .filter(name -> !name.isEmpty())
            .map(PeerName::new)
            .toList();
    return with(list, new LinkedHashSet<>(), then);
  }

  private Reply with(List<PeerName> names, Set<PeerId> found, Function<Set<PeerId>, Reply> then) {
    if (names.isEmpty()) {
      return then.apply(found);
    }
    return lookup.with(
        names.getFirst(),
        peer -> {
          found.add(peer.id());
          return with(names.subList(1, names.size()), found, then);
        });
  }

  /// Who is in the room, in words.
  String of(Room room) {
    if (!room.closed()) {
      return "everybody";
    }
    Stream<String> byRole = room.role().map(role -> role.word() + " and above").stream();
    Stream<String> byName = room.members().stream().map(peers::name).sorted();
    return Stream.concat(byRole, byName).collect(Collectors.joining(", "));
  }
}
