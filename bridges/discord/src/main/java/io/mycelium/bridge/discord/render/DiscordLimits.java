package io.mycelium.bridge.discord.render;

/// What Discord takes, in characters where nothing else is said.
public final class DiscordLimits {
  public static final int CONTENT = 2_000;
  public static final int EMBED_TITLE = 256;
  public static final int EMBED_AUTHOR = 256;
  public static final int EMBED_DESCRIPTION = 4_096;

  /// Fields of an embed.
  public static final int EMBED_FIELDS = 25;

  public static final int FIELD_NAME = 256;
  public static final int FIELD_VALUE = 1_024;
  public static final int EMBED_FOOTER = 2_048;

  /// All texts of a message's embeds.
  public static final int EMBEDS_TEXT = 6_000;

  /// Embeds of a message.
  public static final int EMBEDS = 10;

  /// Rows of buttons of a message.
  public static final int ROWS = 5;

  /// Buttons of a row.
  public static final int ROW_BUTTONS = 5;

  public static final int BUTTON_LABEL = 80;
  public static final int CUSTOM_ID = 100;
  public static final int MODAL_TITLE = 45;

  /// Inputs of a modal.
  public static final int MODAL_INPUTS = 5;

  public static final int LABEL = 45;
  public static final int LABEL_DESCRIPTION = 100;
  public static final int PLACEHOLDER = 100;

  /// Characters that somebody may type into an input.
  public static final int INPUT = 4_000;

  /// Options of a select.
  public static final int SELECT_OPTIONS = 25;

  public static final int SELECT_TEXT = 100;

  /// Slash commands of an app.
  public static final int COMMANDS = 100;

  /// Subcommands of a command.
  public static final int SUBCOMMANDS = 25;

  /// Options of a command.
  public static final int OPTIONS = 25;

  /// Choices of an option, also of those that are suggested.
  public static final int CHOICES = 25;

  public static final int CHOICE_TEXT = 100;
  public static final int COMMAND_NAME = 32;
  public static final int DESCRIPTION = 100;

  /// Characters of an option's text.
  public static final int OPTION_TEXT = 6_000;

  private DiscordLimits() {}
}
