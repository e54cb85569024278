/// Placeholder
@NullMarked
package io.mycelium.redis.embedded;

import org.jspecify.annotations.NullMarked;
