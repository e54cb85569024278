/// Tests of the product as its users meet it: the launcher, the programs that it starts, and what
/// passes between them.
///
/// What a single module promises is tested in that module.
@NullMarked
package io.mycelium.acceptance;

import org.jspecify.annotations.NullMarked;
