package io.mycelium.core.link;

import io.mycelium.core.job.Completion;
import java.util.List;

/// Jobs that a drone did, and what it asks for then; there is no waiting for that.
///
/// @param claim without patience
public record TurnRequest(List<Completion> results, ClaimRequest claim) {
  public TurnRequest {
    results = List.copyOf(results);
  }
}
