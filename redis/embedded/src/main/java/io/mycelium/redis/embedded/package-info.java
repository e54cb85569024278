/// The Redis that comes with Mycelium: its binary, its process, its watchdog and its restarts.
///
/// What belongs here: everything between "no Redis was configured" and an address that answers.
/// What does not: Redis clients, key names, anything that a server of the operator's own would need
/// as well.
@NullMarked
package io.mycelium.redis.embedded;

import org.jspecify.annotations.NullMarked;
