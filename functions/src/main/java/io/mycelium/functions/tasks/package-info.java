/// Tasks: what the people of a room mean to do, who does it and how far it is. Not: jobs, which
/// drones do.
@NullMarked
package io.mycelium.functions.tasks;

import org.jspecify.annotations.NullMarked;
