/// The commands of a gateway on the command line, for people and for scripts: reads the line, calls
/// the HTTP bridge, shows the answer, waits for what takes longer. Not: any command itself, and no
/// knowledge of one but `help`.
@NullMarked
package io.mycelium.cli;

import org.jspecify.annotations.NullMarked;
