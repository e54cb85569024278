/// Help, printed from the catalogue. Not: texts about particular commands, which the commands have
/// themselves.
@NullMarked
package io.mycelium.functions.help;

import org.jspecify.annotations.NullMarked;
