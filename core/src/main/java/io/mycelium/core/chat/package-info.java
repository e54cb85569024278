/// What a surface that holds posts shows of a room to one person, and what becomes of the buttons
/// there. Not: how anything looks, which is each surface's; what may be done, which is the
/// pipeline's.
@NullMarked
package io.mycelium.core.chat;

import org.jspecify.annotations.NullMarked;
