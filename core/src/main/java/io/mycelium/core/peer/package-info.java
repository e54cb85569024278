/// Peers, roles, permissions: who is there and what they may do.
@NullMarked
package io.mycelium.core.peer;

import org.jspecify.annotations.NullMarked;
