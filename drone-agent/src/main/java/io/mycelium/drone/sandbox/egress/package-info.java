/// The way from a contained command to the hosts that it may reach: a proxy of the drone's own, and
/// the socket inside at which programs find it.
///
/// Here belong: who may be connected to, and how the connection is made. Not here: what else a
/// command may do, and where the list comes from.
@NullMarked
package io.mycelium.drone.sandbox.egress;

import org.jspecify.annotations.NullMarked;
