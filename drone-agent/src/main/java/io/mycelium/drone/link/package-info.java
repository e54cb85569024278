/// The queue over HTTP, through a gateway. Not here: what a drone does with it.
@NullMarked
package io.mycelium.drone.link;

import org.jspecify.annotations.NullMarked;
