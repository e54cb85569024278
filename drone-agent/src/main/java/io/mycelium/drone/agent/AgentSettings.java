package io.mycelium.drone.agent;

import io.mycelium.core.id.DroneId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What a drone is told about itself.
///
/// @param version of this program, for people
/// @param data the drone's own folder: real, absolute, its alone
/// @param roots folders below which jobs may read; absolute
/// @param writable folders below which jobs of trusted functions may write; absolute
/// @param masked folders that no job may read, wherever the roots are; absolute
/// @param tags what it can serve beyond what it finds out by itself
/// @param slots how many jobs it runs at once
public record AgentSettings(
    DroneId id,
    String name,
    String version,
    Path data,
    List<Path> roots,
    List<Path> writable,
    List<Path> masked,
    Set<String> tags,
    int slots) {
  public AgentSettings {
    roots = List.copyOf(roots);
    writable = List.copyOf(writable);
    masked = List.copyOf(masked);
    tags = Set.copyOf(tags);
    if (slots < 1) {
      throw new IllegalArgumentException("a drone needs at least one slot");
    }
  }
}
