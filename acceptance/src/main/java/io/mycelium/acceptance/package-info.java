/// Placeholder
@NullMarked
package io.mycelium.acceptance;

import org.jspecify.annotations.NullMarked;
