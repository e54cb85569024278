package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;

/// What came of an envelope.
///
/// @param inTime whether it was acknowledged within the 3 s that Slack grants, or what an unhurried
///   double does
/// @param took from sending to the acknowledgement, or to giving up
/// @param payload what the acknowledgement carried
public record Ack(boolean inTime, Duration took, Optional<JsonObject> payload) {}
