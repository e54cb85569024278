/// The web chat in a real browser, as people use it.
@NullMarked
package io.mycelium.acceptance.browser;

import org.jspecify.annotations.NullMarked;
