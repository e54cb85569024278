/// What bridges to chat platforms share: texts, layouts, and what becomes of what people do there.
@NullMarked
package io.mycelium.chatting;

import org.jspecify.annotations.NullMarked;
