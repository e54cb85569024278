package io.mycelium.chatting.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.text.Block;
import io.mycelium.chatting.text.Span;
import io.mycelium.core.reply.Column;
import io.mycelium.core.text.Columns;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableBlocksTest {
  private static final Column ID = new Column("id", "Id", Column.Fit.WHOLE);
  private static final Column NAME = new Column("name", "Name");
  private static final Column SPARE = new Column("at", "At", Column.Fit.SPARE);
  private static final Column PROSE = new Column("text", "Text", Column.Fit.PROSE);

  @Test
  void whatFitsStandsBelowEachOther() {
    var table = table(List.of(ID, NAME), List.of(List.of("1", "ada"), List.of("22", "bo")));

    assertThat(TableBlocks.of(table, 40))
        .containsExactly(new Block.Fence("", "Id  Name\n1   ada\n22  bo"));
  }

  @Test
  void spareColumnsGoFirstAndAreNamed() {
    var table = table(List.of(ID, SPARE), List.of(List.of("x".repeat(18), "2026-03-01")));

    List<Block> blocks = TableBlocks.of(table, 20);

    assertThat(blocks.getFirst()).isEqualTo(new Block.Fence("", "Id\n" + "x".repeat(18)));
    assertThat(blocks.getLast())
        .isInstanceOfSatisfying(
            Block.Paragraph.class,
            p -> assertThat(Span.plain(p.spans())).isEqualTo("Left out for want of room: At."));
  }

  @Test
  void whatMayBeCutIsCutAndWhatMustStayWholeIsNot() {
    var table = table(List.of(ID, NAME), List.of(List.of("y".repeat(20), "z".repeat(40))));

    String text = ((Block.Fence) TableBlocks.of(table, 36).getFirst()).text();

    assertThat(text).contains("y".repeat(20)).contains("z…").doesNotContain("z".repeat(40));
    assertThat(text.lines()).allSatisfy(line -> assertThat(Columns.of(line)).isLessThan(37));
  }

  @Test
  void textsMakeAParagraphOfEachRow() {
    var table = table(List.of(ID, NAME, PROSE), List.of(List.of("1", "", "t ".repeat(50).strip())));

    List<Block> blocks = TableBlocks.of(table, 40);

    assertThat(blocks)
        .singleElement()
        .isInstanceOfSatisfying(
            Block.Paragraph.class,
            p -> assertThat(Span.plain(p.spans())).isEqualTo("1\n" + "t ".repeat(50).strip()));
  }

  @Test
  void aTimeIsATimeInAParagraphAndWordsInCode() {
    var time = new Span.Time(Instant.EPOCH, "1970-01-01 00:00 UTC");
    List<Span> row = List.of(time, new Span.Words("t ".repeat(50).strip()));

    assertThat(TableBlocks.of(new SheetTable(List.of(SPARE, PROSE), List.of(row)), 40))
        .singleElement()
        .isInstanceOfSatisfying(
            Block.Paragraph.class,
            p -> assertThat(p.spans()).contains(new Span.Strong(List.of(time))));
    assertThat(TableBlocks.of(new SheetTable(List.of(SPARE), List.of(List.of(time))), 40))
        .containsExactly(new Block.Fence("", "At\n1970-01-01 00:00 UTC"));
  }

  private static SheetTable table(List<Column> columns, List<List<String>> rows) {
    return new SheetTable(
        columns,
        rows.stream().map(row -> row.stream().<Span>map(Span.Words::new).toList()).toList());
  }
}
