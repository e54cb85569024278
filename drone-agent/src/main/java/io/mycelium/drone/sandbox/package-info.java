/// Runs one command of a job, contained where the machine allows it, and says how it ended.
///
/// Here belong: what a command may see and use, how it is started, streamed and ended with
/// everything it started, and which paths of the machine a job may read. Not here: which jobs run,
/// what their output means, and whom to tell.
@NullMarked
package io.mycelium.drone.sandbox;

import org.jspecify.annotations.NullMarked;
