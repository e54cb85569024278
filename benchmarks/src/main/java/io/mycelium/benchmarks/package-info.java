/// Placeholder
@NullMarked
package io.mycelium.benchmarks;

import org.jspecify.annotations.NullMarked;
