/// The trace of somebody else that a call and its job belong to. Not here: spans, and anything that
/// records or sends them.
@NullMarked
package io.mycelium.core.trace;

import org.jspecify.annotations.NullMarked;
