/// Placeholder
@NullMarked
package io.mycelium.cli;

import org.jspecify.annotations.NullMarked;
