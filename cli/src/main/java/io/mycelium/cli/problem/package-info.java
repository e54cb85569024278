/// What can come in a call's way, for people and for scripts. Not: how it is shown.
@NullMarked
package io.mycelium.cli.problem;

import org.jspecify.annotations.NullMarked;
