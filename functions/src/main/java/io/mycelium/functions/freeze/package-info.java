/// The freeze: while it lasts nothing starts jobs and nothing granted runs.
@NullMarked
package io.mycelium.functions.freeze;

import org.jspecify.annotations.NullMarked;
