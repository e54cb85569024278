/// Jobs and the two ports of their queue: the gateway side and the drone side.
@NullMarked
package io.mycelium.core.job;

import org.jspecify.annotations.NullMarked;
