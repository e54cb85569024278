/// The drones as commands show them. Not: what drones do.
@NullMarked
package io.mycelium.functions.drones;

import org.jspecify.annotations.NullMarked;
