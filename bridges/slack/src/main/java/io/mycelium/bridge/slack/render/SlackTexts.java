package io.mycelium.bridge.slack.render;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import io.mycelium.chatting.text.Splitter;
import io.mycelium.core.text.PlainText;
import java.util.List;

/// Texts as Slack's blocks have them, within their limits.
final class SlackTexts {
  private static final Splitter SECTIONS = new Splitter(new Mrkdwn(), SlackLimits.SECTION_TEXT);

  private SlackTexts() {}

  /// On one line, cut to fit and never empty; Slack reads no markup in it.
  static PlainTextObject plain(String text, int most) {
    String line = PlainText.line(text, most);
    return PlainTextObject.builder().text(line.isEmpty() ? "…" : line).emoji(false).build();
  }

  /// Slack is not to look for names and addresses in it by itself.
  static MarkdownTextObject marked(String mrkdwn) {
    return MarkdownTextObject.builder().text(mrkdwn).verbatim(true).build();
  }

  /// As many sections as it takes.
  static List<LayoutBlock> sections(String mrkdwn) {
    return SECTIONS.split(mrkdwn).stream()
        .<LayoutBlock>map(piece -> SectionBlock.builder().text(marked(piece)).build())
        .toList();
  }

  /// One line of small text.
  static LayoutBlock small(String mrkdwn) {
    return ContextBlock.builder()
        .elements(List.of(marked(SECTIONS.split(mrkdwn).getFirst())))
        .build();
  }
}
