/// What becomes of what people do on a chat platform, whichever it is.
@NullMarked
package io.mycelium.chatting.desk;

import org.jspecify.annotations.NullMarked;
