package io.mycelium.bridge.slack.render;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/// One message, to be posted or to take another one's place.
///
/// @param blocks what people see
/// @param text what notifications and screen readers say; mrkdwn
public record SlackMessage(List<LayoutBlock> blocks, String text) {
  public SlackMessage {
    blocks = List.copyOf(blocks);
  }
}
