package io.mycelium.bridge.web;

import io.mycelium.core.peer.Caller;
import io.mycelium.serving.Head;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/// A request for a [WebRoute]. Nothing of it but the caller has been checked.
///
/// @param head what its headers say
/// @param segments what stood for each `*` of the path, decoded
/// @param body empty when there was none
record WebRequest(
    Caller caller, Head head, List<String> segments, MultiMap parameters, Buffer body) {
  /// A parameter of the address.
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
