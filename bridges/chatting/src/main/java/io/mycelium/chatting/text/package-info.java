/// Texts of posts as one tree, what a platform writes such a tree as, and pieces of it that fit.
/// Not: the markup of any platform, which stands in its bridge.
@NullMarked
package io.mycelium.chatting.text;

import org.jspecify.annotations.NullMarked;
