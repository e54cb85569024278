package io.mycelium.cli.wait;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// How a wait ended.
public sealed interface Ending {
  /// A job brought something.
  ///
  /// @param event that ended it, as the gateway sent it
  /// @param markdown safe to show
  /// @param files each with name, media type and content
  record Brought(JsonNode event, String markdown, JsonNode files) implements Ending {}

  /// A granted call ran at once.
  ///
  /// @param result the subject that it led to, `type:id`; empty when there is none
  record Ran(JsonNode event, String result) implements Ending {}

  /// It came to nothing: denied, expired, failed, cancelled. That was told already.
  record Ceased(JsonNode event) implements Ending {}

  /// The time to wait was over; it goes on without anybody watching.
  ///
  /// @param look the line with which to look at it later
  record GaveUp(Duration after, String look) implements Ending {}
}
