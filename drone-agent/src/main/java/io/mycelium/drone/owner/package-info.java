/// When the owner of a machine lends it.
///
/// Here belong: the hours that the owner named, and whether the owner uses the machine now. Not
/// here: what becomes of jobs then.
@NullMarked
package io.mycelium.drone.owner;

import org.jspecify.annotations.NullMarked;
