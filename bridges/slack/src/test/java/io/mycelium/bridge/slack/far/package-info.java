/// Slack as a program on the other end meets it, offline: [SlackDouble], and [SlackPerson] in front
/// of it.
@NullMarked
package io.mycelium.bridge.slack.far;

import org.jspecify.annotations.NullMarked;
