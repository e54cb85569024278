package io.mycelium.functions.peers;

import io.mycelium.core.text.Cut;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What peers may be called.
final class Names {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}._-]| (?=[\\p{L}\\p{N}])){0,39}");

  /// Names that Mycelium itself goes by.
  private static final Set<String> RESERVED = Set.of("mycelium", "system", "anonymous");

  private static final Set<UnicodeScript> SHARED =
      EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);

  private static final Set<UnicodeScript> EAST_ASIAN =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO);

  /// Leaves room for a number behind it.
  private static final int LONGEST_GUEST = 36;

  private Names() {}

  static boolean allowed(String name) {
    String folded = fold(name);
    return NAME.matcher(name).matches()
        && ofOneAlphabet(name)
        && !folded.startsWith("peer_")
        && !RESERVED.contains(folded);
  }

  /// Letters of several alphabets make names that look like others. Chinese, Japanese and Korean
  /// writing mixes scripts, also with Latin.
  private static boolean ofOneAlphabet(String name) {
    Set<UnicodeScript> scripts =
        name.codePoints().mapToObj(UnicodeScript::of).collect(Collectors.toSet());
    scripts.removeAll(SHARED);
    if (scripts.removeAll(EAST_ASIAN)) {
      scripts.remove(UnicodeScript.LATIN);
      return scripts.isEmpty();
    }
    return scripts.size() <= 1;
  }

  /// The form of a name in which it must be unique: two names that read the same are the same.
  static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /// A name made of what somebody is called elsewhere, which may be anything.
  static String guest(String foreign) {
    String kept =
        Normalizer.normalize(foreign, Normalizer.Form.NFC)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}._ -]", "")
            .replaceAll(" +", " ")
            .replaceAll("^[^\\p{L}\\p{N}]+", "")
            .strip();
    String name = Cut.to(kept.isEmpty() ? "guest" : kept, LONGEST_GUEST).strip();
    return allowed(name) ? name : "guest";
  }

  /// A name made of one that another system allows, such as an account of the machine.
  static String from(String foreign) {
    String kept = foreign.replaceAll("[^\\p{L}\\p{N}._-]", "").replaceAll("^[._-]+", "");
    String name = kept.length() > 40 ? kept.substring(0, 40) : kept;
    return allowed(name) ? name : "admin";
  }
}
