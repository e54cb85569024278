/// The catalogue of one gateway: what is built in and what was dropped in anywhere, and which of it
/// operators have stopped; with the commands that show and steer it. Not: the single functions.
@NullMarked
package io.mycelium.functions.catalogue;

import org.jspecify.annotations.NullMarked;
