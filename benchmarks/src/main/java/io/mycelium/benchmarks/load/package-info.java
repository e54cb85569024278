/// A lean HTTP load: one thread, prepared requests, and no more parsing than it takes to find an
answer's end.
@NullMarked
package io.mycelium.benchmarks.load;

import org.jspecify.annotations.NullMarked;
