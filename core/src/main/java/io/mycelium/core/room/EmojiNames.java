package io.mycelium.core.room;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads emoji as people and platforms write them.
@FunctionalInterface
public interface EmojiNames {
  /// Knows no names: Unicode stays Unicode, and `:name:` stays a name.
  EmojiNames NONE =
      written -> Optional.of(written).filter(text -> Forms.unicode(text) || Forms.named(text));

  /// The one way in which an emoji is kept: in Unicode where it has that, else as `:name:`.
  ///
  /// @return nothing when it is none
  Optional<String> read(String written);

  /// What emoji look like.
  final class Forms {
    /// In UTF-16; flags of regions and families are the longest.
    private static final int LONGEST = 64;

    private static final Pattern NAMED = Pattern.compile(":[\\p{L}\\p{N}_+'-]{1,100}:");
    private static final Pattern ONE = Pattern.compile("\\X");
    private static final int KEYCAP = 0x20E3;
    private static final int JOINER = 0x200D;
    private static final int LOOK = 0xFE0F;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;
    private static final int FIRST_REGION = 0x1F1E6;
    private static final int LAST_REGION = 0x1F1FF;

    private Forms() {}

    /// Whether it is the name of an emoji between colons.
    public static boolean named(String text) {
      return NAMED.matcher(text).matches();
    }

    /// The name without its colons; nothing when it is none.
    public static Optional<String> bare(String text) {
      return named(text) ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }

    /// Whether it is one emoji in Unicode.
    public static boolean unicode(String text) {
      return text.length() <= LONGEST
          && ONE.matcher(text).matches()
          && text.codePoints().allMatch(Forms::part)
          && text.codePoints().anyMatch(Forms::shown);
    }

    private static boolean part(int c) {
      return Character.isEmoji(c)
          || Character.isEmojiComponent(c)
          || c == JOINER
          || c == LOOK
          || c == KEYCAP
          || (c >= FIRST_TAG && c <= LAST_TAG);
    }

    /// A digit is part of an emoji, but none by itself.
    private static boolean shown(int c) {
      return Character.isExtendedPictographic(c)
          || c == KEYCAP
          || (c >= FIRST_REGION && c <= LAST_REGION);
    }
  }
}
