/// What drones and gateways say to each other over HTTP: the forms of requests and answers, which
/// both sides read. Not here: who carries them.
@NullMarked
package io.mycelium.core.link;

import org.jspecify.annotations.NullMarked;
