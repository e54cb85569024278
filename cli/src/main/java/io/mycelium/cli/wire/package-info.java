/// HTTP as far as a client of the gateway needs it: where the gateway is, requests, answers, event
/// streams. Not: what requests mean.
@NullMarked
package io.mycelium.cli.wire;

import org.jspecify.annotations.NullMarked;
