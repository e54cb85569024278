package io.mycelium.drone;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.JobSource;
import java.util.Optional;

/// A drone's way to its queue, as it was found.
///
/// @param name under which others know it; empty when that is its own affair
/// @param closing ends the connection
record Connected(DroneId id, Optional<String> name, JobSource source, Runnable closing)
    implements AutoCloseable {
  @Override
  public void close() {
    source.close();
    closing.run();
  }
}
