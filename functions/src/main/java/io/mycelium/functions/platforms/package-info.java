/// Workspaces of chat platforms: how Mycelium gets into more than the one that is configured, and
/// out again.
@NullMarked
package io.mycelium.functions.platforms;

import org.jspecify.annotations.NullMarked;
