package io.mycelium.core.link;

import io.mycelium.core.job.Completion;
import java.util.List;

/// Jobs that a drone did.
public record Results(List<Completion> results) {
  public Results {
    results = List.copyOf(results);
  }
}
