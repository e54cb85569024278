/// Where enrolled drones reach the queue: claims that wait, what is told under a lease, files. Not
/// here: who is enrolled, and what the queue makes of it all.
@NullMarked
package io.mycelium.bridge.drones;

import org.jspecify.annotations.NullMarked;
