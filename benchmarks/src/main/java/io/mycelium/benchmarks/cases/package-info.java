/// What is measured, one class each.
@NullMarked
package io.mycelium.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
