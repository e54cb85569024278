/// The queue of jobs in Redis: both of its ports, and the scripts that make its moves. All that a
/// drone with a Redis of its own needs. Not: what runs a job, and what becomes of its news.
@NullMarked
package io.mycelium.redis.jobs;

import org.jspecify.annotations.NullMarked;
