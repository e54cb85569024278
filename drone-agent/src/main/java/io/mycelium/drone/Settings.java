package io.mycelium.drone;

import io.mycelium.drone.owner.OwnerPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a drone goes by, in whichever way it was told; read by [SettingsReader]. Paths are
/// absolute.
///
/// @param way how it reaches its queue
/// @param name for people; empty for the machine's name
/// @param data the drone's own folder; made when missing
/// @param roots folders below which jobs may read
/// @param writable folders below which jobs of trusted functions may write
/// @param masked folders that no job may read
/// @param tags what the drone can serve beyond what it finds out
/// @param slots how many jobs it runs at once
/// @param owner when the machine's owner lends it
/// @param benchmark whether to measure the machine anew
record Settings(
    Way way,
    Optional<String> name,
    Path data,
    List<Path> roots,
    List<Path> writable,
    List<Path> masked,
    Set<String> tags,
    int slots,
    OwnerPolicy owner,
    boolean benchmark) {
  static final String WORKSPACE = "main";
  static final int SLOTS = 2;

  Settings {
    roots = List.copyOf(roots);
    writable = List.copyOf(writable);
    masked = List.copyOf(masked);
    tags = Set.copyOf(tags);
  }
}
