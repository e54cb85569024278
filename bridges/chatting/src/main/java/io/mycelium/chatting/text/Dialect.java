package io.mycelium.chatting.text;

/// How a platform writes the parts of a text. What is given as rendered has been through this
/// dialect already and is not escaped again.
public interface Dialect {
  /// Words, so that none of them is markup or a mention.
  String words(String text);

  /// A rendered line, so that its beginning is no heading, list or quote.
  String lineStart(String rendered);

  String strong(String rendered);

  String emphasis(String rendered);

  String struck(String rendered);

  /// Code within a line.
  String code(String text);

  /// Code on lines of its own, between lines of three backticks.
  ///
  /// @param info the language, or nothing
  String fence(String info, String text);

  /// A link, or words where the address is none that may be followed.
  ///
  /// @param label its words, not rendered; may say something else than where it leads
  String link(String url, String label);

  String heading(int level, String rendered);

  /// What stands before an item without a number.
  ///
  /// @param depth 0 for the outermost list
  String bullet(int depth);

  /// What stands before each line of a quote.
  String quoteMark();

  /// A line between parts.
  String rule();

  /// What an item's further lines and lists are indented by.
  String indent();
}
