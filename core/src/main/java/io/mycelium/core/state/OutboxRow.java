package io.mycelium.core.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// An effect that a commit owes: done by any gateway, at least once, from `due` on. A row that is
/// due later is a timer.
///
/// @param id unique; a row written again under the same id replaces the earlier one
/// @param kind names the [OutboxHandler]
public record OutboxRow(String id, String kind, Instant due, ObjectNode payload) {}
