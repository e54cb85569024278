/// The bridge to Slack; the only module that knows its library.
@NullMarked
package io.mycelium.bridge.slack;

import org.jspecify.annotations.NullMarked;
