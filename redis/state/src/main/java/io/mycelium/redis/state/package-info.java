/// The state of a workspace in Redis: core's ports for aggregates, events, audit, outbox and
/// confirmations. Not: business rules, the keys of job queues.
@NullMarked
package io.mycelium.redis.state;

import org.jspecify.annotations.NullMarked;
