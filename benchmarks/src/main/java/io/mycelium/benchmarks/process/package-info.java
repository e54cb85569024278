/// The measured processes, and what Linux knows about them.
@NullMarked
package io.mycelium.benchmarks.process;

import org.jspecify.annotations.NullMarked;
