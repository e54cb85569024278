package io.mycelium.chatting.text;

import io.mycelium.core.text.PlainText;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/// Reads the Markdown of posts: CommonMark with tables, struck text and bare addresses. HTML is
/// words like any others, and pictures are links.
///
/// Takes every text, in time and depth that are bounded by its length and by how deep it may nest.
public final class Markdown {
  private static final int DEEPEST = 24;

  /// All but HTML, in the order in which a line is looked at.
  private static final Set<Class<? extends org.commonmark.node.Block>> BLOCKS =
      Collections.unmodifiableSequencedSet(
          new LinkedHashSet<>(
              List.of(
                  BlockQuote.class,
                  Heading.class,
                  FencedCodeBlock.class,
                  ThematicBreak.class,
                  ListBlock.class,
                  IndentedCodeBlock.class)));

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(StrikethroughExtension.builder().requireTwoTildes(true).build()))
          .enabledBlockTypes(BLOCKS)
          .customBlockParserFactory(new Tables())
          .customInlineContentParserFactory(Addresses.RULE)
          .customInlineContentParserFactory(Angles.RULE)
          .customInlineContentParserFactory(Entities.RULE)
          .maxOpenBlockParsers(DEEPEST)
          .maxInlineNesting(DEEPEST)
          .build();

  private Markdown() {}

  /// The text as a tree; what is not safe to show is cleaned from it.
  public static List<Block> parse(String markdown) {
    return BlockReader.blocks(PARSER.parse(PlainText.clean(markdown)));
  }
}
