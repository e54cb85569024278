package io.mycelium.core.reply;

/// One column of a table.
///
/// @param key kebab case, stable, for programs
/// @param label for people
/// @param fit what may become of it where there is no room for all
public record Column(String key, String label, Fit fit) {
  /// What a surface may do to a column where the table does not fit. Times keep their time of day
  /// in every column.
  public enum Fit {
    /// Its cells may be cut.
    CUT,
    /// Somebody has to type what stands there, or to tell it apart: its cells stay whole.
    WHOLE,
    /// It is left out first, the last one of several before the others.
    SPARE,
    /// It holds texts: rather than that they are cut, each row becomes a paragraph.
    PROSE
  }

  /// A column whose cells may be cut.
  public Column(String key, String label) {
    this(key, label, Fit.CUT);
  }
}
