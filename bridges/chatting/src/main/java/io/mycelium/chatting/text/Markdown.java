package io.mycelium.chatting.text;

import io.mycelium.core.text.PlainText;
import java.util.EnumSet;
import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;

/// Reads the Markdown of posts: CommonMark with tables, struck text and bare addresses. HTML is
/// words like any others, and pictures are links.
///
/// Takes every text, in time and depth that are bounded by its length and by how deep it may nest.
public final class Markdown {
  private static final int DEEPEST = 24;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  AutolinkExtension.builder().linkTypes(EnumSet.of(AutolinkType.URL)).build(),
                  StrikethroughExtension.builder().requireTwoTildes(true).build(),
                  TablesExtension.create()))
          .maxOpenBlockParsers(DEEPEST)
          .maxInlineNesting(DEEPEST)
          .build();

  private Markdown() {}

  /// The text as a tree; what is not safe to show is cleaned from it.
  public static List<Block> parse(String markdown) {
    return BlockReader.blocks(PARSER.parse(PlainText.clean(markdown)));
  }
}
