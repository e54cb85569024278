/// The bridge to Discord; the only module that knows its library.
@NullMarked
package io.mycelium.bridge.discord;

import org.jspecify.annotations.NullMarked;
