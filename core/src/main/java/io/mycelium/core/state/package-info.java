/// Ports of the workspace state: aggregates, events, outbox, audit, blobs. Not: key names, scripts.
@NullMarked
package io.mycelium.core.state;

import org.jspecify.annotations.NullMarked;
