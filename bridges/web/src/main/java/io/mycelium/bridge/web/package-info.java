/// The web chat's pages and what they ask for beyond the HTTP interface. Translates between
/// browsers and core. Not: permissions, state, what a command does.
@NullMarked
package io.mycelium.bridge.web;

import org.jspecify.annotations.NullMarked;
