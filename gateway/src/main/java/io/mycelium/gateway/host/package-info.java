/// Functions as verticles: a lifecycle, an address on the local event bus and limits each.
@NullMarked
package io.mycelium.gateway.host;

import org.jspecify.annotations.NullMarked;
