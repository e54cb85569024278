/// Measures the product as people run it: real processes, HTTP over the loopback. `Main` runs the
/// cases and reports. Nothing here asserts anything, and nothing of the product depends on it.
@NullMarked
package io.mycelium.benchmarks;

import org.jspecify.annotations.NullMarked;
