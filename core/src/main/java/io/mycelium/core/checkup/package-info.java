/// Whether everything that a workspace depends on is as it should be.
@NullMarked
package io.mycelium.core.checkup;

import org.jspecify.annotations.NullMarked;
