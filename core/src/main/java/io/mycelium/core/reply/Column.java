package io.mycelium.core.reply;

/// One column of a table.
///
/// @param key kebab case, stable, for programs
/// @param label for people
public record Column(String key, String label) {}
