package io.mycelium.functions.approvals;

import io.mycelium.core.state.Lifecycle;
import java.util.Locale;

/// Where an approval stands.
public enum ApprovalState {
  PENDING,
  /// Enough people agreed; the call is about to run.
  GRANTED,
  DENIED,
  EXPIRED,
  /// The call ran. An approval is used once.
  REDEEMED,
  /// It was granted, but the call could not run any more as it was asked for.
  REFUSED;

  /// What moves an approval.
  public enum Move {
    AGREE,
    GRANT,
    DENY,
    EXPIRE,
    REDEEM,
    REFUSE
  }

  public static final Lifecycle<ApprovalState, Move> LIFECYCLE =
      Lifecycle.<ApprovalState, Move>from(PENDING)
          .allow(PENDING, Move.AGREE, PENDING)
          .allow(PENDING, Move.GRANT, GRANTED)
          .allow(PENDING, Move.DENY, DENIED)
          .allow(PENDING, Move.EXPIRE, EXPIRED)
          .allow(GRANTED, Move.REDEEM, REDEEMED)
          .allow(GRANTED, Move.REFUSE, REFUSED);

  /// For people.
  String word() {
    return this == REDEEMED ? "run" : name().toLowerCase(Locale.ROOT);
  }
}
