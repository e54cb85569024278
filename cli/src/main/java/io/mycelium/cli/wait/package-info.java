/// Waiting for what a call set going: the event stream, told as it comes. Not: the call itself.
@NullMarked
package io.mycelium.cli.wait;

import org.jspecify.annotations.NullMarked;
