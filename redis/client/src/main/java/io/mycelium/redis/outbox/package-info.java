/// The outbox, which the workspace and each job queue have alike: rows are written by the scripts
/// that owe them, and taken here. Not: what rows ask for.
@NullMarked
package io.mycelium.redis.outbox;

import org.jspecify.annotations.NullMarked;
