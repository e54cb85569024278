/// The way to Redis: addresses, connections, scripts, failures, and the hash tags of key names.
///
/// What belongs here: what every module that talks to Redis needs alike. What does not: names of
/// keys beyond their tag, the scripts themselves, business rules.
@NullMarked
package io.mycelium.redis.client;

import org.jspecify.annotations.NullMarked;
