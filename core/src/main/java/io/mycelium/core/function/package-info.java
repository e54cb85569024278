/// Functions: what owns commands, with limits, and what a drop-in package declares.
@NullMarked
package io.mycelium.core.function;

import org.jspecify.annotations.NullMarked;
