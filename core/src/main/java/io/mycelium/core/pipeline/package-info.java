/// The way of a call: authenticate, limit, resolve, parse, authorise, locate, repeat, check, gate,
/// handle.
@NullMarked
package io.mycelium.core.pipeline;

import org.jspecify.annotations.NullMarked;
