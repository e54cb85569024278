package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;

/// A way to the app.
interface Carrier {
  /// Sends an envelope off without waiting.
  ///
  /// @param acknowledged called with the answer, if one comes
  /// @return whether there was anybody to send it to
  boolean carry(Envelope envelope, Consumer<Optional<JsonObject>> acknowledged);
}
