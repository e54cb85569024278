package io.mycelium.core.mention;

import io.mycelium.core.text.Cut;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sentence in two parts: what is to be done, and what it is about. `add a note to #12: it fails`
/// has the head `add a note to #12` and the tail `it fails`.
///
/// @param text all of it, on one line
/// @param head what comes before a colon, or all of it
/// @param tail what comes behind the colon
/// @param quoted what stands in quotes, when exactly one part does
record Sentence(String text, String head, Optional<String> tail, Optional<String> quoted) {
  private static final int LONGEST = 600;
  private static final Pattern COLON = Pattern.compile("^(\\S+(?: \\S+){0,9}):\\s+(\\S.*)$");
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"([^\"]+)\"|“([^”]+)”|(?<![\\p{L}\\p{N}])'([^']+)'(?![\\p{L}\\p{N}])|`([^`]+)`");
  private static final Pattern POLITE =
      Pattern.compile(
          "^(hey|hi|hello|ok|okay|so|please|pls|plz|and|now|could you|can you|would you|will you|i'd like you to)[,!]?\\s+|[,]?\\s+(please|pls|plz|thanks|thank you|thx)[.!]*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NEGATED =
      Pattern.compile("^(do not|don'?t|dont|never|nobody should|no need to|stop asking)\\b.*");
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![\\w#])#\\d{1,9}\\b|\\b[a-z]{2,6}_[a-z0-9]{4,40}\\b");
  private static final Pattern NUMBERED =
      Pattern.compile("(?i)\\b(task|job|approval|request|ticket)\\s+(\\d{1,9})\\b(?!\\s*%)");
  private static final Pattern PEER =
      Pattern.compile("(?<![\\w.])@[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*");

  static Sentence of(String given) {
    String text = polite(Cut.to(given.strip().replaceAll("\\s+", " "), LONGEST).replace('’', '\''));
    text = NUMBERED.matcher(text).replaceAll("$1 #$2");
    Matcher colon = COLON.matcher(text);
    boolean two = colon.matches();
    return new Sentence(
        text,
        two ? colon.group(1) : text,
        two ? Optional.of(colon.group(2)) : Optional.empty(),
        quoted(two ? colon.group(2) : text));
  }

  private static String polite(String text) {
    String less = POLITE.matcher(text).replaceAll("").strip();
    return less.equals(text) || less.isEmpty() ? text : polite(less);
  }

  private static Optional<String> quoted(String text) {
    List<String> found =
        QUOTED.matcher(text).results().map(Sentence::group).map(String::strip).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static String group(MatchResult match) {
    for (int i = 1; i <= match.groupCount(); i++) {
      if (match.group(i) != null) {
        return match.group(i);
      }
    }
    return "";
  }

  /// Whether it asks for something not to be done. What is meant then is no command.
  boolean negated() {
    return NEGATED.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  /// What is compared: the head, with every name and number replaced by the same ones, so that it
  /// does not matter which thing somebody speaks of.
  String shape() {
    String shape = QUOTED.matcher(head).replaceAll("'something'");
    shape = REFERENCE.matcher(shape).replaceAll("#12");
    return PEER.matcher(shape).replaceAll("ada");
  }

  /// The things that are named by number or id, once each.
  List<String> references() {
    return all(REFERENCE);
  }

  /// The peers that are called by name, without the at sign, once each.
  List<String> peers() {
    return all(PEER).stream().map(name -> name.substring(1)).toList();
  }

  /// Everything in the head that has that form, once each.
  List<String> all(Pattern form) {
    return form.matcher(head).results().map(MatchResult::group).distinct().toList();
  }
}
