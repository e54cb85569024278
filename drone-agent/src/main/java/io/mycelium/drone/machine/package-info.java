/// Measures the machine on which a drone runs.
///
/// Here belong: what the machine has and what of it is free. Not here: what a job asks for, and
/// whether it fits.
@NullMarked
package io.mycelium.drone.machine;

import org.jspecify.annotations.NullMarked;
