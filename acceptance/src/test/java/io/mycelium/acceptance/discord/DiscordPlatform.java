package io.mycelium.acceptance.discord;

import io.mycelium.acceptance.bridge.Member;
import io.mycelium.acceptance.bridge.Platform;
import io.mycelium.bridge.discord.far.DiscordTwin;

/// Discord, with two people in it.
final class DiscordPlatform implements Platform {
  private static final String POST = "POST /channels/\\d+/messages";
  private static final String EDIT = "PATCH /channels/\\d+/messages/\\d+";
  private static final int FEW = 3;

  private final DiscordTwin discord;
  private final DiscordMember olga;
  private final DiscordMember ada;

  DiscordPlatform(DiscordStage stage) {
    discord = stage.discord();
    olga = new DiscordMember(stage.person("olga"), stage.channel());
    ada = new DiscordMember(stage.person("ada"), stage.channel());
  }

  @Override
  public Member olga() {
    return olga;
  }

  @Override
  public Member ada() {
    return ada;
  }

  @Override
  public boolean drawsForEach() {
    return false;
  }

  /// Every event comes twice, and the answers to what is posted get lost.
  @Override
  public void losesAnswers(Runnable deeds) {
    discord.deliversTwice(true);
    discord.faults().losesAnswers(POST, FEW);
    try {
      deeds.run();
    } finally {
      discord.deliversTwice(false);
    }
  }

  @Override
  public void tellsTwice(Runnable deeds) {
    discord.faults().losesAnswers(POST, FEW);
    discord.faults().losesAnswers(EDIT, FEW);
    deeds.run();
  }

  @Override
  public void isOvertaken(Runnable deeds) {
    discord.outOfOrder(true);
    discord.faults().losesAnswers(EDIT, 1);
    try {
      deeds.run();
    } finally {
      discord.outOfOrder(false);
    }
  }
}
