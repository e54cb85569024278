package io.mycelium.bridge.discord.render;

import io.mycelium.chatting.layout.SheetButton;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;

/// Buttons in rows.
final class DiscordButtons {
  private DiscordButtons() {}

  /// As many messages' rows as it takes. Discord takes an id once in a message.
  static List<List<ActionRow>> rows(List<SheetButton> buttons) {
    Map<String, Button> byId = new LinkedHashMap<>();
    buttons.forEach(button -> byId.putIfAbsent(button.id(), button(button)));
    List<Button> all = List.copyOf(byId.values());
    int most = DiscordLimits.ROWS * DiscordLimits.ROW_BUTTONS;
    List<List<ActionRow>> messages = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      messages.add(ActionRow.partitionOf(all.subList(from, Math.min(all.size(), from + most))));
    }
    return messages;
  }

  private static Button button(SheetButton button) {
    ButtonStyle style =
        switch (button.style()) {
          case PRIMARY -> ButtonStyle.PRIMARY;
          case DANGER -> ButtonStyle.DANGER;
          case PLAIN -> ButtonStyle.SECONDARY;
        };
    String label = PlainText.line(button.label(), DiscordLimits.BUTTON_LABEL);
    return Button.of(style, button.id(), label.isEmpty() ? "…" : label);
  }
}
