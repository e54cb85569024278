/// Commands, their options and the catalogue: what can be called. Not: who may, and how it runs.
@NullMarked
package io.mycelium.core.command;

import org.jspecify.annotations.NullMarked;
