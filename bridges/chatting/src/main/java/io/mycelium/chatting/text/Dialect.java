package io.mycelium.chatting.text;

import java.time.Instant;
import java.util.Optional;

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

  /// A point in time, so that each reader sees it in their own zone, where the platform can.
  ///
  /// @param words what is said where it cannot; not rendered
  String time(Instant at, String words);

  /// A link, or words where the address is none that may be followed. One that leads elsewhere than
  /// its label says shows where.
  ///
  /// @param label its words, not rendered
  default String link(String url, String label) {
    Optional<String> web = Links.web(url);
    if (web.isEmpty()) {
      return words(label);
    }
    if (label.isBlank() || Links.same(url, label)) {
      return address(web.get());
    }
    return Links.misleading(url, label)
        ? words(label) + " (" + address(web.get()) + ")"
        : labelled(web.get(), label);
  }

  /// A link that shows its address.
  ///
  /// @param web see [Links#web]
  String address(String web);

  /// A link that shows its label.
  ///
  /// @param web see [Links#web]
  /// @param label not rendered
  String labelled(String web, String label);

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
