/// Chromium, driven by its own debugging protocol: nothing stands between the measurement and the
/// browser.
@NullMarked
package io.mycelium.benchmarks.browser;

import org.jspecify.annotations.NullMarked;
