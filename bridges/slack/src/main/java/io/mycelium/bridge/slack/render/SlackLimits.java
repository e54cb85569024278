package io.mycelium.bridge.slack.render;

/// What Slack takes, in characters where nothing else is said.
public final class SlackLimits {
  /// Blocks of a message.
  public static final int BLOCKS = 50;

  /// All texts of a message's blocks. Slack publishes no limit and refuses somewhat longer ones.
  public static final int MESSAGE_TEXT = 12_000;

  /// What a message's own text should not exceed.
  public static final int TEXT = 4_000;

  /// What a message's own text cannot exceed.
  public static final int TEXT_HARD = 40_000;

  public static final int SECTION_TEXT = 3_000;

  /// Fields of a section.
  public static final int FIELDS = 10;

  public static final int FIELD_TEXT = 2_000;
  public static final int HEADER_TEXT = 150;

  /// Elements of a line of small text.
  public static final int CONTEXT_ELEMENTS = 10;

  public static final int BUTTON_TEXT = 75;
  public static final int BUTTON_VALUE = 2_000;
  public static final int ACTION_ID = 255;
  public static final int BLOCK_ID = 255;

  /// Buttons of a block.
  public static final int ACTIONS = 25;

  /// Buttons of a block that stand in one line on most screens.
  public static final int ACTIONS_IN_LINE = 5;

  public static final int MODAL_TITLE = 24;
  public static final int MODAL_BUTTON = 24;

  /// Blocks of a modal.
  public static final int MODAL_BLOCKS = 100;

  public static final int PRIVATE_METADATA = 3_000;
  public static final int LABEL = 2_000;
  public static final int HINT = 2_000;
  public static final int PLACEHOLDER = 150;

  /// Characters that somebody may type into an input.
  public static final int INPUT = 3_000;

  /// Options of a select.
  public static final int OPTIONS = 100;

  public static final int OPTION_TEXT = 75;
  public static final int OPTION_VALUE = 150;

  /// Slash commands of an app.
  public static final int COMMANDS = 25;

  public static final int COMMAND_DESCRIPTION = 2_000;
  public static final int USAGE_HINT = 1_000;

  /// Global and message shortcuts of an app, together.
  public static final int SHORTCUTS = 10;

  public static final int SHORTCUT_NAME = 24;
  public static final int SHORTCUT_DESCRIPTION = 150;
  public static final int APP_NAME = 35;
  public static final int APP_DESCRIPTION = 140;

  private SlackLimits() {}
}
