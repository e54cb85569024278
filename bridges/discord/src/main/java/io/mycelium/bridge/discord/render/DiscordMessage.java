package io.mycelium.bridge.discord.render;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/// One message, to be posted or to take another one's place. It calls nobody but the people whom it
/// names.
public record DiscordMessage(String content, List<MessageEmbed> embeds, List<ActionRow> rows) {
  /// Whom a message may call at all.
  public static final Set<MentionType> MENTIONS = Set.of(MentionType.USER);

  public DiscordMessage {
    embeds = List.copyOf(embeds);
    rows = List.copyOf(rows);
  }

  /// A new message, to which files may be added.
  public MessageCreateData created() {
    return new MessageCreateBuilder()
        .setContent(content)
        .setEmbeds(embeds)
        .setComponents(rows)
        .setAllowedMentions(EnumSet.copyOf(MENTIONS))
        .build();
  }

  /// The message in place of another one; nothing of that one stays but its files.
  public MessageEditData edited() {
    return new MessageEditBuilder()
        .setContent(content)
        .setEmbeds(embeds)
        .setComponents(rows)
        .setAllowedMentions(EnumSet.copyOf(MENTIONS))
        .build();
  }
}
