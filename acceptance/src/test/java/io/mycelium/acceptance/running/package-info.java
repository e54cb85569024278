/// The product as real processes: gateways, drones and the command line, started from the built
/// jars on free ports and temporary folders, stopped by their process ids.
@NullMarked
package io.mycelium.acceptance.running;

import org.jspecify.annotations.NullMarked;
