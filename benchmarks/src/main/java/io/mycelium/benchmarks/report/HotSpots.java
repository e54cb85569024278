package io.mycelium.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Where a recording's samples fall: on which part of the program, on which method, and below which
/// method of ours.
public final class HotSpots {
  private static final String SAMPLE = "jdk.CPUTimeSample";
  private static final int SHOWN = 30;
  private static final String OURS = "io.mycelium.";

  /// Tried in order on each frame, innermost first; the first that fits a frame names the part.
  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("io.mycelium.", "Mycelium's own code");
    PARTS.put("com.fasterxml.jackson.", "JSON (Jackson)");
    PARTS.put("io.lettuce.", "Redis client (Lettuce)");
    PARTS.put("io.micrometer.", "metrics");
    PARTS.put("io.vertx.", "HTTP server (Vert.x)");
    PARTS.put("io.netty.", "network (Netty)");
    PARTS.put("java.lang.VirtualThread", "virtual threads");
    PARTS.put("java.util.concurrent.ForkJoin", "virtual threads");
    PARTS.put("jdk.internal.vm.", "virtual threads");
    PARTS.put("sun.nio.ch.", "network (system calls)");
  }

  private final Map<String, Integer> parts = new HashMap<>();
  private final Map<String, Integer> methods = new HashMap<>();
  private final Map<String, Integer> below = new HashMap<>();
  private int total;

  private HotSpots() {}

  public static HotSpots of(Path recording) throws IOException {
    var spots = new HotSpots();
    try (var file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
          spots.add(event.getStackTrace().getFrames());
        }
      }
    }
    return spots;
  }

  private void add(List<RecordedFrame> frames) {
    List<String> names = new ArrayList<>();
    for (RecordedFrame frame : frames) {
      names.add(frame.getMethod().getType().getName() + "." + frame.getMethod().getName());
    }
    if (names.isEmpty()) {
      return;
    }
    total++;
    parts.merge(part(names), 1, Integer::sum);
    methods.merge(names.getFirst(), 1, Integer::sum);
    Set<String> ours = new TreeSet<>();
    for (int i = 0; i < frames.size(); i++) {
      if (names.get(i).startsWith(OURS)) {
        ours.add("%s:%d".formatted(names.get(i), frames.get(i).getLineNumber()));
      }
    }
    ours.forEach(name -> below.merge(name, 1, Integer::sum));
  }

  private static String part(List<String> names) {
    for (String name : names) {
      for (var known : PARTS.entrySet()) {
        if (name.startsWith(known.getKey())) {
          return known.getValue();
        }
      }
    }
    return "other";
  }

  public String text() {
    return "%d samples of processor time%n%nby part%n%s%nby method%n%s%nin and below lines of ours%n%s"
        .formatted(total, lines(parts), lines(methods), lines(below));
  }

  private String lines(Map<String, Integer> counts) {
    var text = new StringBuilder();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(e ->
            text.append(
                String.format(
                    Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * e.getValue() / total, e.getKey())));
    return text.toString();
  }
}
