/// The product with Slack in front of it.
@NullMarked
package io.mycelium.acceptance.slack;

import org.jspecify.annotations.NullMarked;
