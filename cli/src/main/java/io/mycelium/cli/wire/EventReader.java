package io.mycelium.cli.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads server-sent events. For one thread.
public final class EventReader {
  private final BufferedReader lines;
  private String place;

  /// The place of the event that is being read; it counts once the event is whole.
  private String next;

  /// Reads on a stream that was opened after a place.
  ///
  /// @param place of the last event that was seen before; empty when there was none
  public EventReader(InputStream in, String place) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.place = place;
    this.next = place;
  }

  /// How far the stream has come: what to resume from.
  public String place() {
    return place;
  }

  /// The data of the next event; waits for it.
  ///
  /// @return empty when the stream has ended
  /// @throws IOException when the connection broke, or nothing came in time
  public Optional<String> next() throws IOException {
    var data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        place = next;
        if (!data.isEmpty()) {
          return Optional.of(data.toString());
        }
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line, 5));
      } else if (line.startsWith("id:")) {
        String given = value(line, 3);
        next = place(given) ? given : next;
      }
    }
    return Optional.empty();
  }

  /// Places go back to the gateway in an address, so they are nothing but digits and a dash.
  private static boolean place(String given) {
    for (int i = 0; i < given.length(); i++) {
      if (given.charAt(i) != '-' && (given.charAt(i) < '0' || given.charAt(i) > '9')) {
        return false;
      }
    }
    return !given.isEmpty();
  }

  private static String value(String line, int from) {
    boolean blank = line.length() > from && line.charAt(from) == ' ';
    return line.substring(blank ? from + 1 : from);
  }
}
