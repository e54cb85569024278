package io.mycelium.functions.tasks;

import io.mycelium.core.id.PeerId;
import java.time.Instant;

/// A remark on a task.
record Comment(PeerId by, String text, Instant at) {}
