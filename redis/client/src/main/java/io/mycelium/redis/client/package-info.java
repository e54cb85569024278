/// Placeholder
@NullMarked
package io.mycelium.redis.client;

import org.jspecify.annotations.NullMarked;
