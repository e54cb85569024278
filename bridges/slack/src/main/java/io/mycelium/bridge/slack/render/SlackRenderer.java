package io.mycelium.bridge.slack.render;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.TextObject;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.SheetFile;
import io.mycelium.chatting.layout.SheetText;
import io.mycelium.chatting.text.Splitter;
import io.mycelium.chatting.text.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Draws sheets as Slack's messages. What is too long becomes several; what would take more than
/// [#MOST_MESSAGES] becomes its beginning and a file with all of it.
public final class SlackRenderer {
  /// Messages that one sheet may become.
  public static final int MOST_MESSAGES = 5;

  /// How much of the body stands before a file that holds all of it.
  private static final int BEGINNING = 2;

  private final Mrkdwn dialect = new Mrkdwn();
  private final Writing writing = new Writing(dialect);
  private final Splitter texts = new Splitter(dialect, SlackLimits.TEXT);

  /// The sheet within all limits; nobody is called by it.
  public SlackOutput draw(Sheet sheet) {
    return draw(sheet, Map.of());
  }

  /// The sheet within all limits.
  ///
  /// @param called the ids in Slack of those whom `@NAME` in the sheet's body calls, by their names
  public SlackOutput draw(Sheet sheet, Map<String, String> called) {
    var parts = new SlackBlocks(new Called(called));
    List<LayoutBlock> head = parts.head(sheet);
    List<LayoutBlock> body = parts.body(sheet);
    List<LayoutBlock> foot = parts.foot(sheet);
    String text = fallback(sheet);
    List<SlackMessage> messages = packed(head, body, foot, text);
    if (messages.size() <= MOST_MESSAGES) {
      return new SlackOutput(messages, Optional.empty(), sheet.files());
    }
    List<LayoutBlock> beginning =
        new ArrayList<>(body.subList(0, Math.min(BEGINNING, body.size())));
    beginning.add(SlackTexts.small("… all of it is in the file " + SheetText.NAME));
    return new SlackOutput(
        packed(head, beginning, foot, text), Optional.of(SheetText.of(sheet)), sheet.files());
  }

  private static List<SlackMessage> packed(
      List<LayoutBlock> head, List<LayoutBlock> body, List<LayoutBlock> foot, String text) {
    List<SlackMessage> messages = new ArrayList<>();
    List<LayoutBlock> message = new ArrayList<>();
    int length = 0;
    List<LayoutBlock> all = new ArrayList<>(head);
    all.addAll(body);
    all.addAll(foot);
    for (LayoutBlock block : all) {
      int more = length(block);
      if (message.size() == SlackLimits.BLOCKS
          || (length + more > SlackLimits.MESSAGE_TEXT && !message.isEmpty())) {
        messages.add(new SlackMessage(message, text));
        message.clear();
        length = 0;
      }
      message.add(block);
      length += more;
    }
    if (!message.isEmpty() || messages.isEmpty()) {
      messages.add(new SlackMessage(message, text));
    }
    return messages;
  }

  private static int length(LayoutBlock block) {
    return switch (block) {
      case SectionBlock section when section.getText() != null -> length(section.getText());
      case SectionBlock section ->
          section.getFields().stream().mapToInt(SlackRenderer::length).sum();
      case ContextBlock context ->
          context.getElements().stream()
              .mapToInt(e -> e instanceof MarkdownTextObject t ? t.getText().length() : 0)
              .sum();
      case HeaderBlock header -> length(header.getText());
      default -> 0;
    };
  }

  private static int length(TextObject text) {
    return text.getText().length();
  }

  /// The title, or else the beginning of what is said.
  private String fallback(Sheet sheet) {
    String said =
        dialect.words(sheet.title()) + sheet.state().map(s -> ": " + dialect.words(s)).orElse("");
    String text = said.isBlank() ? writing.markdown(sheet.body()) : said;
    String by = sheet.by().map(author -> dialect.words(author.name()) + ": ").orElse("");
    List<String> pieces = texts.split(text.isBlank() ? "" : by + text);
    return pieces.isEmpty() ? by + instead(sheet) : pieces.getFirst();
  }

  private String instead(Sheet sheet) {
    String files = sheet.files().stream().map(SheetFile::name).collect(Collectors.joining(", "));
    return files.isEmpty() ? "…" : texts.split(dialect.words(files)).getFirst();
  }
}
