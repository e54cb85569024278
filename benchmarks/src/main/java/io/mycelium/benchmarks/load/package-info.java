/// A lean HTTP load: prepared requests, non-blocking sockets on one thread, and no more parsing
/// than it takes to find the end of an answer.
@NullMarked
package io.mycelium.benchmarks.load;

import org.jspecify.annotations.NullMarked;
