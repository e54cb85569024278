package io.mycelium.functions.peers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What peers may be called.
final class Names {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}._-]| (?=[\\p{L}\\p{N}])){0,39}");

  /// Names that Mycelium itself goes by.
  private static final Set<String> RESERVED = Set.of("mycelium", "system", "anonymous");

  private Names() {}

  static boolean allowed(String name) {
    String folded = fold(name);
    return NAME.matcher(name).matches()
        && !folded.startsWith("peer_")
        && !RESERVED.contains(folded);
  }

  /// The form of a name in which it must be unique: two names that read the same are the same.
  static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /// A name made of one that another system allows, such as an account of the machine.
  static String from(String foreign) {
    String kept = foreign.replaceAll("[^\\p{L}\\p{N}._-]", "").replaceAll("^[._-]+", "");
    String name = kept.length() > 40 ? kept.substring(0, 40) : kept;
    return allowed(name) ? name : "admin";
  }
}
