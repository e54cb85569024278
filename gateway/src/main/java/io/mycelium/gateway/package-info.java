/// The program `up`: reads its options and configuration, puts the modules together, starts and
/// stops them. Not: features.
@NullMarked
package io.mycelium.gateway;

import org.jspecify.annotations.NullMarked;
