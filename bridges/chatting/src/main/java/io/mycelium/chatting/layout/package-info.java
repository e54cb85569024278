/// What a message of a chat says, before any platform's limits: the parts of a reply in the order
/// in which people read them. Not: how a platform shows them.
@NullMarked
package io.mycelium.chatting.layout;

import org.jspecify.annotations.NullMarked;
