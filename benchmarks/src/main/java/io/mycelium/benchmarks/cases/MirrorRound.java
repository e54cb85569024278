package io.mycelium.benchmarks.cases;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Posts that are numbered from 0 and said in turn in the room and in a channel of each far end.
///
/// @param word by which they are told from those of other rounds
/// @param ends how many far ends there are
record MirrorRound(String word, int posts, int ends) {
  /// Said in the room itself, not at an end.
  static final int ROOM = -1;

  String words(int post) {
    return "%s %d is over".formatted(word, post);
  }

  /// The number of the end where it is said, or [#ROOM].
  int where(int post) {
    return post % (ends + 1) - 1;
  }

  /// The number of the post that has these words, when it is one of this round.
  Optional<Integer> number(String words) {
    Matcher found = Pattern.compile(word + " (\\d+) is over").matcher(words);
    return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
  }

  List<Integer> numbers(List<String> all) {
    return all.stream().flatMap(words -> number(words).stream()).toList();
  }

  /// How many of them the gateway posts at an end with so many channels: one in each, but those
  /// that were said there.
  int mirrored(int end, int channels) {
    return posts * channels - Math.toIntExact(saidAt(end).count());
  }

  /// The posts that are said at an end.
  IntStream saidAt(int end) {
    return IntStream.range(0, posts).filter(post -> where(post) == end);
  }
}
