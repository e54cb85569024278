/// Typed, prefixed, time-ordered identifiers and where new ones come from.
@NullMarked
package io.mycelium.core.id;

import org.jspecify.annotations.NullMarked;
