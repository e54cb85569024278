/// Placeholder
@NullMarked
package io.mycelium.core;

import org.jspecify.annotations.NullMarked;
