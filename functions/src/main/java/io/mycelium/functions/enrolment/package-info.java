/// Drones that are enrolled: who asks to be one, who approved it, and how one proves itself. Not:
/// what they do for the queue.
@NullMarked
package io.mycelium.functions.enrolment;

import org.jspecify.annotations.NullMarked;
