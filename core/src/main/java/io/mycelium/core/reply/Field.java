package io.mycelium.core.reply;

/// One labelled line of a card.
///
/// @param key kebab case, stable, for programs
/// @param label for people
public record Field(String key, String label, String value) {}
