/// The line of jobs as operators see and steer it: what waits and why, pauses, limits, shares of
/// rooms. Not: single jobs, nor what a drone is.
@NullMarked
package io.mycelium.functions.queue;

import org.jspecify.annotations.NullMarked;
