/// What Slack shows: texts in mrkdwn, messages of blocks, modals and the app's manifest. Pure: it
/// sends nothing and knows no token. Not: when something is shown, and to whom.
@NullMarked
package io.mycelium.bridge.slack.render;

import org.jspecify.annotations.NullMarked;
