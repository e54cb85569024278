package io.mycelium.chatting.text;

import io.mycelium.core.room.EmojiNames;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Emoji between how they are kept, in Unicode or as `:name:`, and how platforms write them. The
/// names are read when one is asked for first, which takes a second.
public final class Emoji {
  /// Slack's skin tones are 2 to 6.
  private static final Pattern TONED = Pattern.compile("(.+?)::skin-tone-([2-6])");

  private static final int FIRST_TONE = 0x1F3FB;
  private static final int LAST_TONE = 0x1F3FF;
  private static final int SLACKS_FIRST = 2;

  private Emoji() {}

  /// Reads what people write: Unicode, `:name:`, or the name alone where it is a usual one.
  ///
  /// @return in Unicode where it has that, else as `:name:`; nothing when it is no emoji
  public static Optional<String> read(String written) {
    if (EmojiNames.Forms.unicode(written)) {
      return Optional.of(EmojiTable.all().whole(written));
    }
    Optional<String> named = Optional.of(written).filter(EmojiNames.Forms::named);
    return unicode(named.flatMap(EmojiNames.Forms::bare).orElse(written)).or(() -> named);
  }

  /// What Slack calls by a name, such as `+1` or `wave::skin-tone-3`.
  ///
  /// @return in Unicode, or `:name:` for one of a workspace's own; nothing for what is no name
  public static Optional<String> fromSlack(String name) {
    return unicode(name).or(() -> read(":" + name + ":"));
  }

  /// What Slack calls an emoji, without colons. What it has no name for it may still not know.
  ///
  /// @return nothing for one in Unicode that has no name there
  public static Optional<String> slack(String emoji) {
    Optional<String> own = EmojiNames.Forms.bare(emoji);
    if (own.isPresent()) {
      return own;
    }
    return EmojiTable.all().slack(emoji).or(() -> toned(emoji));
  }

  /// The name of the emoji without its tone, and the tone.
  private static Optional<String> toned(String emoji) {
    return emoji
        .codePoints()
        .filter(Emoji::isTone)
        .boxed()
        .findFirst()
        .flatMap(tone ->
            EmojiTable.all()
                .slack(toneless(emoji))
                .map(name -> "%s::skin-tone-%d".formatted(name, tone - FIRST_TONE + SLACKS_FIRST)));
  }

  private static String toneless(String emoji) {
    return emoji
        .codePoints()
        .filter(c -> !isTone(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isTone(int c) {
    return c >= FIRST_TONE && c <= LAST_TONE;
  }

  private static Optional<String> unicode(String name) {
    Matcher toned = TONED.matcher(name);
    if (!toned.matches()) {
      return EmojiTable.all().named(name);
    }
    int tone = Integer.parseInt(toned.group(2)) - SLACKS_FIRST + FIRST_TONE;
    return EmojiTable.all()
        .named(toned.group(1))
        .map(emoji -> EmojiTable.all().whole(withTone(emoji, tone)));
  }

  /// The tone comes behind the first character, for whose look it stands.
  private static String withTone(String emoji, int tone) {
    int end = emoji.offsetByCodePoints(0, 1);
    return emoji.substring(0, end) + Character.toString(tone) + emoji.substring(end);
  }
}
