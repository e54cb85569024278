/// The data folder: its lock, its secrets and where everything in it lies.
@NullMarked
package io.mycelium.gateway.data;

import org.jspecify.annotations.NullMarked;
