/// Rooms and what is said in them. Not: how posts are kept, which core says, nor how a surface
/// shows them.
@NullMarked
package io.mycelium.functions.rooms;

import org.jspecify.annotations.NullMarked;
