/// Figures, and how they are told.
@NullMarked
package io.mycelium.benchmarks.report;

import org.jspecify.annotations.NullMarked;
