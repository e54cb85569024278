/// The product with Discord in front of it.
@NullMarked
package io.mycelium.acceptance.discord;

import org.jspecify.annotations.NullMarked;
