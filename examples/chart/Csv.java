import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// A CSV file, row by row: commas, semicolons or tabs between the cells, quotation marks around those that hold such a
/// character or a line break, as RFC 4180 has it.
final class Csv {
  static final int LONGEST_CELL = 100_000;
  static final int MOST_CELLS = 1_000;
  private static final int END = -1;
  private static final int MARK = '\ufeff';

  private final BufferedReader in;
  private final StringBuilder cell = new StringBuilder();
  private char separator;
  private int next;
  private long line = 1;

  /// @param line where it begins
  record Row(long line, List<String> cells) {}

  /// @throws Refusal where there is nothing
  Csv(Reader in) throws IOException {
    this.in = new BufferedReader(in, 1 << 16);
    next = this.in.read();
    if (next == MARK) {
      next = this.in.read();
    }
    separator = separator();
  }

  /// The next row that is not empty, or null at the end.
  Row row() throws IOException {
    while (next != END) {
      long begin = line;
      List<String> cells = cells();
      if (cells.size() > 1 || !cells.getFirst().isBlank()) {
        return new Row(begin, cells);
      }
    }
    return null;
  }

  private List<String> cells() throws IOException {
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add(cell());
      if (cells.size() > MOST_CELLS) {
        throw new Refusal("Line %,d has more than %,d cells.", line, MOST_CELLS);
      }
      if (next != separator) {
        endLine();
        return cells;
      }
      take();
    }
  }

  private String cell() throws IOException {
    cell.setLength(0);
    if (next == '"') {
      quoted();
    }
    while (next != END && next != separator && next != '\n' && next != '\r') {
      keep();
    }
    return cell.toString();
  }

  private void quoted() throws IOException {
    long begin = line;
    take();
    while (true) {
      if (next == END) {
        throw new Refusal("A quotation mark in line %,d is never closed.", begin);
      }
      if (next == '"') {
        take();
        if (next != '"') {
          return;
        }
      }
      keep();
    }
  }

  private void keep() throws IOException {
    if (cell.length() == LONGEST_CELL) {
      throw new Refusal("Line %,d has a cell of more than %,d characters.", line, LONGEST_CELL);
    }
    cell.append((char) next);
    take();
  }

  private void take() throws IOException {
    if (next == '\n') {
      line++;
    }
    next = in.read();
  }

  private void endLine() throws IOException {
    if (next == '\r') {
      take();
    }
    if (next == '\n') {
      take();
    }
  }

  /// The one that is most frequent in the first line.
  private char separator() throws IOException {
    in.mark(1 << 16);
    int[] seen = new int[128];
    boolean inQuotes = false;
    int c = next;
    for (int read = 1; c != END && (inQuotes || c != '\n') && read < 1 << 16; read++) {
      inQuotes ^= c == '"';
      if (!inQuotes && c < seen.length) {
        seen[c]++;
      }
      c = in.read();
    }
    in.reset();
    char found = ',';
    for (char other : new char[] {';', '\t'}) {
      found = seen[other] > seen[found] ? other : found;
    }
    return found;
  }
}
