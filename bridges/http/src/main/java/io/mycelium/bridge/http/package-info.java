/// The catalogue over HTTP: commands, documents printed from it, the event stream, blobs, health
/// and metrics. Takes calls in and writes replies out. Not: permissions, state, what commands do.
@NullMarked
package io.mycelium.bridge.http;

import org.jspecify.annotations.NullMarked;
