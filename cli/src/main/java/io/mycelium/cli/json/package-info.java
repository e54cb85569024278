/// JSON trees, read and written at little cost, and the texts in them, made safe to show. Not: what
/// the trees mean.
@NullMarked
package io.mycelium.cli.json;

import org.jspecify.annotations.NullMarked;
