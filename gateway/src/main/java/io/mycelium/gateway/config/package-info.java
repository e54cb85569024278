/// What can be configured: one record per concern, each component with its standard value and a
/// line of documentation, from which the reference page is printed.
@NullMarked
package io.mycelium.gateway.config;

import org.jspecify.annotations.NullMarked;
