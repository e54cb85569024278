/// What every bridge to a chat platform promises to the people of that platform, as one suite for
/// all of them. It is written against the far end, where people are: a bridge passes it when what
/// they do there has its effect once, and what happened is what they see there, whatever the
/// platform does to messages on the way.
@NullMarked
package io.mycelium.acceptance.bridge;

import org.jspecify.annotations.NullMarked;
