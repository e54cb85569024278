/// What a surface that holds posts shows of a room to one person, and what becomes of the buttons
/// there. Not: how anything looks, which is each surface's; what may be done, which is the
/// pipeline's.
///
/// This is the port of every bridge to a chat platform. Whatever a platform delivers, it gives on
/// under an id that it takes from the delivery, so that a second delivery has the effect of one.
/// What it shows it draws from here, and again whenever the event log names the post or its
/// subject; a drawing that is older than what is shown already is dropped.
@NullMarked
package io.mycelium.core.chat;

import org.jspecify.annotations.NullMarked;
