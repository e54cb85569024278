/// One JSON dialect for state, wire and catalogue. Not: schemas of single messages.
@NullMarked
package io.mycelium.core.json;

import org.jspecify.annotations.NullMarked;
