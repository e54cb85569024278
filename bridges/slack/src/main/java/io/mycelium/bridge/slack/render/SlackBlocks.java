package io.mycelium.bridge.slack.render;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import io.mycelium.chatting.layout.Fact;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.SheetButton;
import io.mycelium.chatting.layout.SheetFile;
import io.mycelium.chatting.layout.TableBlocks;
import io.mycelium.chatting.layout.Tone;
import io.mycelium.chatting.text.Writing;
import io.mycelium.core.reply.Action;
import io.mycelium.core.room.Author;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The parts of a sheet as blocks, each within its limits, however many they are.
final class SlackBlocks {
  /// Begins the action id of every button.
  static final String PRESS = "press-";

  /// What a code block of a message holds without breaking lines on a laptop's screen.
  private static final int TABLE_COLUMNS = 90;

  /// All fields of a block, so that a few long ones do not fill a message.
  private static final int ROW_TEXT = SlackLimits.MESSAGE_TEXT / 2;

  private final Mrkdwn dialect = new Mrkdwn();
  private final Writing writing = new Writing(dialect);
  private final Writing calling;

  /// @param called whom the body calls
  SlackBlocks(Called called) {
    this.calling = new Writing(new Mrkdwn(called));
  }

  /// Who, what and how it stands.
  List<LayoutBlock> head(Sheet sheet) {
    List<LayoutBlock> blocks = new ArrayList<>();
    sheet.by().map(Author::name).map(this::strong).map(SlackTexts::small).ifPresent(blocks::add);
    if (!sheet.title().isBlank()) {
      blocks.addAll(title(sheet.title()));
    }
    sheet
        .state()
        .map(state -> sheet.tone().orElse(Tone.IDLE).sign() + " " + dialect.words(state))
        .map(SlackTexts::small)
        .ifPresent(blocks::add);
    return blocks;
  }

  private List<LayoutBlock> title(String title) {
    return title.length() > SlackLimits.HEADER_TEXT
        ? SlackTexts.sections(strong(title))
        : List.of(
            HeaderBlock.builder().text(SlackTexts.plain(title, SlackLimits.HEADER_TEXT)).build());
  }

  private String strong(String words) {
    return dialect.strong(dialect.words(words));
  }

  /// What it says.
  List<LayoutBlock> body(Sheet sheet) {
    List<LayoutBlock> blocks = new ArrayList<>();
    String sign = sheet.state().isEmpty() ? sheet.tone().map(t -> t.sign() + " ").orElse("") : "";
    blocks.addAll(SlackTexts.sections(sign + calling.markdown(sheet.body())));
    blocks.addAll(fields(sheet.fields()));
    sheet
        .table()
        .map(table -> writing.blocks(TableBlocks.of(table, TABLE_COLUMNS)))
        .map(SlackTexts::sections)
        .ifPresent(blocks::addAll);
    return blocks;
  }

  /// What hangs on it and what may be done.
  List<LayoutBlock> foot(Sheet sheet) {
    List<LayoutBlock> blocks = new ArrayList<>();
    if (!sheet.files().isEmpty()) {
      String names = sheet.files().stream().map(SheetFile::name).collect(Collectors.joining(", "));
      blocks.add(SlackTexts.small("📎 " + dialect.words(names)));
    }
    blocks.addAll(actions(sheet.buttons()));
    if (!sheet.note().isBlank()) {
      blocks.add(SlackTexts.small(dialect.words(sheet.note())));
    }
    return blocks;
  }

  private List<LayoutBlock> fields(List<Fact> fields) {
    List<LayoutBlock> blocks = new ArrayList<>();
    List<TextObject> row = new ArrayList<>();
    for (Fact fact : fields) {
      String text = fact(fact);
      if (text.length() > SlackLimits.FIELD_TEXT) {
        flush(row, blocks);
        blocks.addAll(SlackTexts.sections(text));
        continue;
      }
      int length = row.stream().mapToInt(t -> t.getText().length()).sum();
      if (row.size() == SlackLimits.FIELDS || length + text.length() > ROW_TEXT) {
        flush(row, blocks);
      }
      row.add(SlackTexts.marked(text));
    }
    flush(row, blocks);
    return blocks;
  }

  private String fact(Fact fact) {
    return strong(fact.label()) + "\n" + writing.blocks(fact.text());
  }

  private static void flush(List<TextObject> row, List<LayoutBlock> blocks) {
    if (!row.isEmpty()) {
      blocks.add(SectionBlock.builder().fields(List.copyOf(row)).build());
      row.clear();
    }
  }

  private static List<LayoutBlock> actions(List<SheetButton> buttons) {
    List<LayoutBlock> blocks = new ArrayList<>();
    List<BlockElement> line = new ArrayList<>();
    for (int i = 0; i < buttons.size(); i++) {
      line.add(button(buttons.get(i), i));
      if (line.size() == SlackLimits.ACTIONS_IN_LINE || i == buttons.size() - 1) {
        blocks.add(ActionsBlock.builder().elements(List.copyOf(line)).build());
        line.clear();
      }
    }
    return blocks;
  }

  private static ButtonElement button(SheetButton button, int at) {
    var built =
        ButtonElement.builder()
            .text(SlackTexts.plain(button.label(), SlackLimits.BUTTON_TEXT))
            .actionId(PRESS + at)
            .value(button.id());
    return switch (button.style()) {
      case Action.Style.PRIMARY -> built.style("primary").build();
      case Action.Style.DANGER -> built.style("danger").build();
      case Action.Style.PLAIN -> built.build();
    };
  }
}
