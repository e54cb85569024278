/// Language models and sentence embeddings; the only module that knows their libraries.
@NullMarked
package io.mycelium.models;

import org.jspecify.annotations.NullMarked;
