package io.mycelium.chatting.text;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.internal.TableBlockParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/// Begins tables whose header has as many cells as the line below it, as GFM asks. The library
/// would take a shorter header, too.
final class Tables implements BlockParserFactory {
  private static final int MOST_CELLS = 100_000;
  private static final Pattern BETWEEN = Pattern.compile("(?<!\\\\)\\|");

  private final BlockParserFactory tables = new TableBlockParser.Factory(MOST_CELLS);

  @Override
  public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
    List<SourceLine> above = matched.getParagraphLines().getLines();
    return !above.isEmpty()
            && cells(above.getLast())
                == cells(
                    state
                        .getLine()
                        .substring(state.getIndex(), state.getLine().getContent().length()))
        ? tables.tryStart(state, matched)
        : BlockStart.none();
  }

  private static long cells(SourceLine line) {
    String text = line.getContent().toString().strip();
    String inner = text.startsWith("|") ? text.substring(1) : text;
    long borders = BETWEEN.matcher(inner).results().count();
    return BETWEEN.matcher(inner).results().anyMatch(m -> m.end() == inner.length())
        ? borders
        : borders + 1;
  }
}
