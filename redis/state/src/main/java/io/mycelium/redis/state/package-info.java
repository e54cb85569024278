/// Placeholder
@NullMarked
package io.mycelium.redis.state;

import org.jspecify.annotations.NullMarked;
