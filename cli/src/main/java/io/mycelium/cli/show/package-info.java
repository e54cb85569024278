/// Replies and problems as text for people. All that comes from outside goes through
/// [io.mycelium.cli.json.Trees#text], which takes away what a terminal would obey. Not: printing.
@NullMarked
package io.mycelium.cli.show;

import org.jspecify.annotations.NullMarked;
