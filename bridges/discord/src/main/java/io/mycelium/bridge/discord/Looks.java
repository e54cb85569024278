package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;

/// Tells whether a message at Discord says what one of ours does.
final class Looks {
  private Looks() {}

  static boolean same(Message there, DiscordPart ours) {
    DiscordMessage message = ours.message();
    return there.getContentRaw().strip().equals(message.content().strip())
        && said(there.getEmbeds()).equals(said(message.embeds()))
        && buttons(there).equals(buttons(message))
        && there.getAttachments().size() == ours.files().size();
  }

  private static List<String> said(List<MessageEmbed> embeds) {
    return embeds.stream()
        .filter(embed -> embed.getTitle() != null || embed.getDescription() != null)
        .map(embed ->
            Objects.requireNonNullElse(embed.getTitle(), "").strip()
                + "\n"
                + Objects.requireNonNullElse(embed.getDescription(), "").strip())
        .toList();
  }

  private static Set<String> buttons(Message there) {
    return there.getComponentTree().findAll(Button.class).stream()
        .flatMap(button -> Optional.ofNullable(button.getCustomId()).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> buttons(DiscordMessage ours) {
    return ours.rows().stream()
        .flatMap(row -> row.getButtons().stream())
        .flatMap(button -> Optional.ofNullable(button.getCustomId()).stream())
        .collect(Collectors.toSet());
  }
}
