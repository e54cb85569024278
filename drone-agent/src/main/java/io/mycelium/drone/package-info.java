/// Placeholder
@NullMarked
package io.mycelium.drone;

import org.jspecify.annotations.NullMarked;
