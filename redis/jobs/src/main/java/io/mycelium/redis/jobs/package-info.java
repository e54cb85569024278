/// Placeholder
@NullMarked
package io.mycelium.redis.jobs;

import org.jspecify.annotations.NullMarked;
