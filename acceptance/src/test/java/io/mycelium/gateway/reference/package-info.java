/// The pages below `docs/reference` that are printed from the code. Not: pages that people write.
@NullMarked
package io.mycelium.gateway.reference;

import org.jspecify.annotations.NullMarked;
