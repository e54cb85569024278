/// The commands of a gateway, kept between calls, and calls as lines to type. Not: calling.
@NullMarked
package io.mycelium.cli.catalog;

import org.jspecify.annotations.NullMarked;
