/// Peers and their keys: who is known here, with which role, and by which secret. Not: what a role
/// may do, which core says.
@NullMarked
package io.mycelium.functions.peers;

import org.jspecify.annotations.NullMarked;
