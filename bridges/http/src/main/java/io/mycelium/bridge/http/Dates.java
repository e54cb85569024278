package io.mycelium.bridge.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// The time as answers tell it, so that browsers whose clock is wrong show times as they are. On
/// the event loop.
final class Dates {
  private final InstantSource clock;
  private Instant second = Instant.MIN;
  private String printed = "";

  Dates(InstantSource clock) {
    this.clock = clock;
  }

  /// The value of a `Date` header.
  String now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (!now.equals(second)) {
      second = now;
      printed = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
    }
    return printed;
  }
}
