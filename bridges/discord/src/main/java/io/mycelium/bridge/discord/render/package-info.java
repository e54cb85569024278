/// What Discord shows: texts in its Markdown, messages, application commands and modals. Pure: it
/// sends nothing and knows no token. Not: when something is shown, and to whom.
@NullMarked
package io.mycelium.bridge.discord.render;

import org.jspecify.annotations.NullMarked;
