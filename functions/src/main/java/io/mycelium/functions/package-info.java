/// The built-in functions, one package per feature. A feature's root package is its API; what is
/// not public is its own. Nothing here knows a platform, a protocol or a key name.
@NullMarked
package io.mycelium.functions;

import org.jspecify.annotations.NullMarked;
