/// Who the people of chat platforms are here.
@NullMarked
package io.mycelium.functions.accounts;

import org.jspecify.annotations.NullMarked;
