package io.mycelium.functions.approvals;

import java.time.Duration;

/// How long approvals live.
///
/// @param life after which an undecided one expires
/// @param remindAfter when those who may decide are reminded, once
public record ApprovalSettings(Duration life, Duration remindAfter) {
  public static final ApprovalSettings STANDARD =
      new ApprovalSettings(Duration.ofHours(24), Duration.ofHours(4));

  public ApprovalSettings {
    if (life.isNegative() || life.isZero() || remindAfter.isNegative()) {
      throw new IllegalArgumentException("an approval's life is longer than nothing");
    }
  }
}
