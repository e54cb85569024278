package io.mycelium.cli.show;

/// What text is shown on.
///
/// @param terminal whether a person looks at it; a file or another program gets text as it is
/// @param ink with colour or without
/// @param width in columns; of a terminal only
/// @param zone in which times are shown
public record Screen(boolean terminal, Ink ink, int width, Zone zone) {
  /// Narrower terminals are taken for this wide.
  private static final int NARROWEST = 20;

  public Screen {
    width = Math.max(NARROWEST, width);
  }

  /// The columns that a line may take.
  public int columns() {
    return terminal ? width : Integer.MAX_VALUE;
  }
}
