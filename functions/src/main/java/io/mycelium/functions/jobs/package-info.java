/// Jobs as the workspace sees them: how one is started, what the queue tells of it, its card and
/// its commands. Not: who may run what where, which is the queue's and the drone's matter.
@NullMarked
package io.mycelium.functions.jobs;

import org.jspecify.annotations.NullMarked;
