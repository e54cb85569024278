package io.mycelium.chatting.desk;

import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.SheetButton;
import io.mycelium.chatting.layout.Sheets;
import io.mycelium.core.channel.Outgoing;
import io.mycelium.core.chat.Button;
import java.time.ZoneOffset;

/// A post as all who are in a channel see it, with its buttons.
public final class PostedSheet {
  private PostedSheet() {}

  public static Sheet of(Outgoing outgoing) {
    return new Sheets(ZoneOffset.UTC, ButtonIds.none())
        .of(outgoing)
        .offering(outgoing.buttons().stream().map(button -> button(outgoing, button)).toList());
  }

  private static SheetButton button(Outgoing outgoing, Button button) {
    var id = new ButtonId.OfPost(outgoing.shown().post().id(), button.token());
    return new SheetButton(button.action().label(), button.action().style(), id.text());
  }
}
