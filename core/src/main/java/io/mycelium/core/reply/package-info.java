/// What a command answers, independent of any surface.
@NullMarked
package io.mycelium.core.reply;

import org.jspecify.annotations.NullMarked;
