package io.mycelium.acceptance.bridge;

import java.util.List;
import java.util.Map;

/// Something that a platform shows to one of its people, in the words that they see.
///
/// @param id what the platform knows it by
/// @param author empty for what only this person sees
/// @param text all running text, also what has to be unfolded first
/// @param title of a card; empty without one, as is the state
/// @param fields of a card, by label
/// @param table rows of cells, the first one being the heads; empty without a table
/// @param files names of the files that can be had
public record Shown(
    String id,
    String author,
    String text,
    String title,
    String state,
    Map<String, String> fields,
    List<List<String>> table,
    List<String> files,
    List<Offer> offers) {
  /// A button.
  ///
  /// @param open whether this person may press it
  public record Offer(String label, boolean open) {}

  /// Whether the words stand in it anywhere.
  public boolean says(String words) {
    return (author + "\n" + title + "\n" + state + "\n" + text + "\n" + fields + "\n" + table)
        .contains(words);
  }

  /// Whether a button with that label can be pressed by who sees it.
  public boolean offers(String label) {
    return offers.contains(new Offer(label, true));
  }
}
