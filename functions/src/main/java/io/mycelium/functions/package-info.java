/// Placeholder
@NullMarked
package io.mycelium.functions;

import org.jspecify.annotations.NullMarked;
