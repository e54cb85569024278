/// The program: how a drone is started and ended, what it is told, and how its parts are put
/// together. Not here: what it does with jobs.
@NullMarked
package io.mycelium.drone;

import org.jspecify.annotations.NullMarked;
