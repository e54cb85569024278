/// The audit trail for people: what happened, what was refused, and which sensitive things were
/// read, in one list. Not: keeping it.
@NullMarked
package io.mycelium.functions.audit;

import org.jspecify.annotations.NullMarked;
