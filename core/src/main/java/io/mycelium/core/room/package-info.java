/// Rooms, places and posts: where things are said.
@NullMarked
package io.mycelium.core.room;

import org.jspecify.annotations.NullMarked;
