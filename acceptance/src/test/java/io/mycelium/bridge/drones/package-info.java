/// Tests of what the bridge to drones keeps to itself.
@NullMarked
package io.mycelium.bridge.drones;

import org.jspecify.annotations.NullMarked;
