package io.mycelium.acceptance.slack;

import io.mycelium.acceptance.bridge.Member;
import io.mycelium.acceptance.bridge.Platform;
import io.mycelium.bridge.slack.far.SlackDouble;

/// Slack, with two people in it.
final class SlackPlatform implements Platform {
  private static final int FEW = 3;

  private final SlackDouble slack;
  private final SlackMember olga;
  private final SlackMember ada;

  SlackPlatform(SlackStage stage) {
    slack = stage.slack();
    olga = new SlackMember(stage.person("olga"));
    ada = new SlackMember(stage.person("ada"));
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

  /// Every envelope comes twice, and the answers to what is posted get lost.
  @Override
  public void losesAnswers(Runnable deeds) {
    slack.faults().deliversTwice(true);
    slack.faults().losesAnswers("chat.postMessage", FEW);
    try {
      deeds.run();
    } finally {
      slack.faults().deliversTwice(false);
    }
  }

  @Override
  public void tellsTwice(Runnable deeds) {
    slack.faults().losesAnswers("chat.postMessage", FEW);
    slack.faults().losesAnswers("chat.update", FEW);
    deeds.run();
  }

  @Override
  public void isOvertaken(Runnable deeds) {
    slack.faults().outOfOrder(true);
    slack.faults().losesAnswers("chat.update", 1);
    try {
      deeds.run();
    } finally {
      slack.faults().outOfOrder(false);
    }
  }
}
