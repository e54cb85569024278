package io.mycelium.functions.platforms;

import java.util.Locale;

/// Platforms of which there are several workspaces.
enum Platform {
  SLACK("Slack workspace"),
  DISCORD("Discord server");

  private final String workspace;

  Platform(String workspace) {
    this.workspace = workspace;
  }

  /// As channels are written.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What people call a workspace there.
  String workspace() {
    return workspace;
  }
}
