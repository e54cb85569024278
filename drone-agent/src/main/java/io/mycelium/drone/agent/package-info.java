/// The life of a drone: it announces itself, claims jobs while it has slots, runs each in the
/// sandbox under its lease, and tells the queue what came of it.
///
/// Here belong: what a job finds when it starts, what is kept of what it leaves, and when it is
/// stopped. Not here: containment itself, how the queue is reached, and how the program is started.
@NullMarked
package io.mycelium.drone.agent;

import org.jspecify.annotations.NullMarked;
