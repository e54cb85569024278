/// Placeholder
@NullMarked
package io.mycelium.gateway;

import org.jspecify.annotations.NullMarked;
