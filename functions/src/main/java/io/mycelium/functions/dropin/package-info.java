/// Functions that are dropped in as folders: manifest, package, the watcher of a folder, and the
/// command that starts a job. Not: what becomes of the job, and not the catalogue.
@NullMarked
package io.mycelium.functions.dropin;

import org.jspecify.annotations.NullMarked;
