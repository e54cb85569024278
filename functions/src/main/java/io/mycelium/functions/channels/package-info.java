/// Channels of chat platforms: which room each shows, and that what it shows is what was said.
@NullMarked
package io.mycelium.functions.channels;

import org.jspecify.annotations.NullMarked;
