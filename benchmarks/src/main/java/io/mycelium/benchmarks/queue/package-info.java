/// Queues side by side: Mycelium's, two of npm, and a bare loop over Redis.
@NullMarked
package io.mycelium.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
