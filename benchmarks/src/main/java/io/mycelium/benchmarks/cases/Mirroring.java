package io.mycelium.benchmarks.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.benchmarks.cases.FarEnd.Shown;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Says the posts of a round and looks what became of them.
///
/// @param channels of each end that show the main room
record Mirroring(Gateway gateway, List<FarEnd> ends, int channels, MirrorRound round) {
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// Says all of them and waits until they were posted everywhere.
  ///
  /// @return how long each end took, in seconds
  /// @throws IllegalStateException when some are missing
  List<Double> run() {
    long began = System.nanoTime();
    for (int i = 0; i < round.posts(); i++) {
      say(i);
    }
    var ended = new TreeMap<Integer, Long>();
    Waiting.until(
        () -> {
          for (int end = 0; end < ends.size(); end++) {
            if (!ended.containsKey(end) && posted(end) >= round.mirrored(end, channels)) {
              ended.put(end, System.nanoTime());
            }
          }
          return ended.size() == ends.size();
        },
        OFTEN,
        PATIENCE);
    for (int end = 0; end < ends.size(); end++) {
      if (!ended.containsKey(end)) {
        throw new IllegalStateException(
            "%s got only %d of %d messages"
                .formatted(ends.get(end), posted(end), round.mirrored(end, channels)));
      }
    }
    return ended.values().stream().map(at -> (at - began) / 1e9).toList();
  }

  private void say(int post) {
    int where = round.where(post);
    if (where == MirrorRound.ROOM) {
      String said = Json.object().put("text", round.words(post)).toString();
      gateway.call(gateway.operatorKey(), "say", said);
    } else {
      ends.get(where).say(0, round.words(post));
    }
  }

  private int posted(int end) {
    return round.numbers(ends.get(end).posted()).size();
  }

  /// @throws IllegalStateException when a message is missing, doubled or out of order
  void requireAllOnceAndInOrder() {
    List<Integer> room = inRoom();
    require("the room", room.stream().sorted().toList(), IntStream.range(0, round.posts()));
    for (int end = 0; end < ends.size(); end++) {
      for (int channel = 0; channel < channels; channel++) {
        requireInOrder(end, channel, room);
      }
    }
  }

  /// What was said in a channel stands there at once, what is mirrored follows at the platform's
  /// pace; each of the two is in order.
  private void requireInOrder(int end, int channel, List<Integer> room) {
    int here = channel == 0 ? end : MirrorRound.ROOM - 1;
    String what = "channel %d of %s".formatted(channel, ends.get(end));
    List<Shown> shown = ends.get(end).shown(channel);
    require(what, numbers(shown, false), round.saidAt(here));
    require(
        what,
        numbers(shown, true),
        room.stream().filter(post -> round.where(post) != here).mapToInt(Integer::intValue));
  }

  private List<Integer> numbers(List<Shown> shown, boolean mirrored) {
    return round.numbers(
        shown.stream().filter(s -> s.mirrored() == mirrored).map(Shown::words).toList());
  }

  private static void require(String what, List<Integer> there, IntStream wanted) {
    List<Integer> expected = wanted.boxed().toList();
    if (!there.equals(expected)) {
      throw new IllegalStateException("%s shows %s, not %s".formatted(what, there, expected));
    }
  }

  /// In the order of the room, which decides where those from several places stand.
  private List<Integer> inRoom() {
    JsonNode rows =
        gateway
            .call(gateway.operatorKey(), "room-read", "{\"name\":\"main\",\"last\":200}")
            .path("rows");
    List<String> texts = new ArrayList<>();
    StreamSupport.stream(rows.spliterator(), false).forEach(row -> texts.add(row.path(2).asText()));
    return round.numbers(texts);
  }
}
