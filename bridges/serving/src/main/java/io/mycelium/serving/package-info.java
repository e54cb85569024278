/// What every surface that speaks HTTP needs: whole answers, replies and refusals as JSON, bodies
/// with a limit, slow clients, and calls that run off the event loop. Not: routes.
@NullMarked
package io.mycelium.serving;

import org.jspecify.annotations.NullMarked;
