/// Channels of chat platforms that are linked to rooms, and the people there: what a bridge to a
/// platform is given, and what it gives.
@NullMarked
package io.mycelium.core.channel;

import org.jspecify.annotations.NullMarked;
