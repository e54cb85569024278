package io.mycelium.bridge.discord.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.SelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.modals.Modal;
import org.junit.jupiter.api.Test;

class DiscordLimitsTest {
  @Test
  void theLimitsAreDiscordsAsFarAsJdaKnowsThem() {
    assertThat(DiscordLimits.CONTENT).isEqualTo(Message.MAX_CONTENT_LENGTH);
    assertThat(DiscordLimits.ROWS).isEqualTo(Message.MAX_COMPONENT_COUNT);
    assertThat(DiscordLimits.EMBEDS).isEqualTo(Message.MAX_EMBED_COUNT);
    assertThat(DiscordLimits.EMBED_TITLE).isEqualTo(MessageEmbed.TITLE_MAX_LENGTH);
    assertThat(DiscordLimits.EMBED_AUTHOR).isEqualTo(MessageEmbed.AUTHOR_MAX_LENGTH);
    assertThat(DiscordLimits.EMBED_DESCRIPTION).isEqualTo(MessageEmbed.DESCRIPTION_MAX_LENGTH);
    assertThat(DiscordLimits.EMBED_FIELDS).isEqualTo(MessageEmbed.MAX_FIELD_AMOUNT);
    assertThat(DiscordLimits.FIELD_VALUE).isEqualTo(MessageEmbed.VALUE_MAX_LENGTH);
    assertThat(DiscordLimits.EMBED_FOOTER).isEqualTo(MessageEmbed.TEXT_MAX_LENGTH);
    assertThat(DiscordLimits.EMBEDS_TEXT).isEqualTo(MessageEmbed.EMBED_MAX_LENGTH_BOT);
    assertThat(DiscordLimits.BUTTON_LABEL).isEqualTo(Button.LABEL_MAX_LENGTH);
    assertThat(DiscordLimits.CUSTOM_ID)
        .isEqualTo(Button.ID_MAX_LENGTH)
        .isEqualTo(TextInput.MAX_ID_LENGTH);
    assertThat(DiscordLimits.MODAL_TITLE).isEqualTo(Modal.MAX_TITLE_LENGTH);
    assertThat(DiscordLimits.MODAL_INPUTS).isEqualTo(Modal.MAX_COMPONENTS);
    assertThat(DiscordLimits.LABEL).isEqualTo(Label.LABEL_MAX_LENGTH);
    assertThat(DiscordLimits.LABEL_DESCRIPTION).isEqualTo(Label.DESCRIPTION_MAX_LENGTH);
    assertThat(DiscordLimits.INPUT).isEqualTo(TextInput.MAX_VALUE_LENGTH);
    assertThat(DiscordLimits.PLACEHOLDER).isEqualTo(TextInput.MAX_PLACEHOLDER_LENGTH);
    assertThat(DiscordLimits.SELECT_OPTIONS).isEqualTo(SelectMenu.OPTIONS_MAX_AMOUNT);
    assertThat(DiscordLimits.COMMANDS).isEqualTo(Commands.MAX_SLASH_COMMANDS);
    assertThat(DiscordLimits.OPTIONS).isEqualTo(CommandData.MAX_OPTIONS);
    assertThat(DiscordLimits.CHOICES).isEqualTo(OptionData.MAX_CHOICES);
    assertThat(DiscordLimits.CHOICE_TEXT).isEqualTo(OptionData.MAX_CHOICE_VALUE_LENGTH);
    assertThat(DiscordLimits.COMMAND_NAME).isEqualTo(CommandData.MAX_NAME_LENGTH);
    assertThat(DiscordLimits.DESCRIPTION).isEqualTo(CommandData.MAX_DESCRIPTION_LENGTH);
    assertThat(DiscordLimits.OPTION_TEXT).isEqualTo(OptionData.MAX_STRING_OPTION_LENGTH);
  }

  @Test
  void theOthersAreAsDiscordPublishesThem() throws IllegalAccessException {
    Map<String, Integer> limits = new TreeMap<>();
    for (Field limit : DiscordLimits.class.getFields()) {
      limits.put(limit.getName(), limit.getInt(null));
    }

    assertThat(limits)
        .containsEntry("FIELD_NAME", 256)
        .containsEntry("ROW_BUTTONS", 5)
        .containsEntry("SELECT_TEXT", 100)
        .containsEntry("SUBCOMMANDS", 25);
  }
}
