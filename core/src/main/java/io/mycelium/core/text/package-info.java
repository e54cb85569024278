/// Text that came from outside, made safe to show, and words that are nearly right.
@NullMarked
package io.mycelium.core.text;

import org.jspecify.annotations.NullMarked;
