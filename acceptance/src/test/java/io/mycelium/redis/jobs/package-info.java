/// The queue in Redis as drones elsewhere reach it: over HTTP, through a gateway.
@NullMarked
package io.mycelium.redis.jobs;

import org.jspecify.annotations.NullMarked;
