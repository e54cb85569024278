/// Whether everything is as it should be, for who set it up.
@NullMarked
package io.mycelium.functions.checkups;

import org.jspecify.annotations.NullMarked;
