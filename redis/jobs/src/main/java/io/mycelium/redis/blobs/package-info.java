/// Blobs in Redis, in pieces, by digest. Not: who keeps what, and how long.
@NullMarked
package io.mycelium.redis.blobs;

import org.jspecify.annotations.NullMarked;
