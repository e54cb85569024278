/// The state of a workspace in Redis: core's ports for aggregates, events, audit, outbox,
/// confirmations, read marks and presence. Not: business rules, the keys of job queues.
@NullMarked
package io.mycelium.redis.state;

import org.jspecify.annotations.NullMarked;
