/// The vocabulary, the ports and the pipeline of Mycelium. Nothing here knows Redis, Vert.x, HTTP
/// or a chat platform; nothing here is a feature.
@NullMarked
package io.mycelium.core;

import org.jspecify.annotations.NullMarked;
