/// Placeholder
@NullMarked
package io.mycelium.bridge.http;

import org.jspecify.annotations.NullMarked;
