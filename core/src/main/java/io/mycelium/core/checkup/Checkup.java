package io.mycelium.core.checkup;

import java.util.List;

/// Looks whether something is as it should be. Blocks, for seconds at most; call it on virtual
/// threads. Never throws for what it looks at.
@FunctionalInterface
public interface Checkup {
  List<Finding> look();
}
