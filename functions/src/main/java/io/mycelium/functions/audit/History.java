package io.mycelium.functions.audit;

import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.EventRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The two halves of the audit trail, read as one.
final class History {
  private static final int PAGE = 500;

  /// How far back a search goes, in pages of each half.
  private static final int PAGES = 40;

  private final EventLog events;
  private final AuditTrail trail;

  History(EventLog events, AuditTrail trail) {
    this.events = events;
    this.trail = trail;
  }

  /// The newest lines that fit, newest first.
  List<Line> newest(Line.Filter filter, int max) {
    return Stream.concat(happened(filter, max).stream(), tried(filter, max).stream())
        .sorted(Comparator.comparing(Line::at).reversed())
        .limit(max)
        .toList();
  }

  private List<Line> happened(Line.Filter filter, int max) {
    List<Line> found = new ArrayList<>();
    String place = "+";
    for (int page = 0; page < PAGES && found.size() < max; page++) {
      List<EventRecord> read = events.before(place, PAGE);
      read.stream().map(Line::of).filter(filter::fits).forEach(found::add);
      if (read.size() < PAGE) {
        break;
      }
      place = read.getLast().id();
    }
    return found;
  }

  private List<Line> tried(Line.Filter filter, int max) {
    List<Line> found = new ArrayList<>();
    String place = "+";
    for (int page = 0; page < PAGES && found.size() < max; page++) {
      List<AuditTrail.Kept> read = trail.before(place, PAGE);
      read.stream()
          .map(AuditTrail.Kept::entry)
          .map(Line::of)
          .filter(filter::fits)
          .forEach(found::add);
      if (read.size() < PAGE) {
        break;
      }
      place = read.getLast().place();
    }
    return found;
  }
}
