/// What somebody means who mentions us: free text becomes a call, or the choice between a few. Not
/// here: who may do what, and the libraries of models.
@NullMarked
package io.mycelium.core.mention;

import org.jspecify.annotations.NullMarked;
