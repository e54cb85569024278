package io.mycelium.chatting.text;

import io.mycelium.core.room.EmojiNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fellbaum.jemoji.Emoji;
import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.Qualification;

/// The emoji of Unicode, each in its one whole form, and their names.
///
/// @param whole by how they are written without the mark that some have
/// @param named by name without colons; Slack's names go before others
/// @param slack the names there, by emoji
record EmojiTable(Map<String, String> whole, Map<String, String> named, Map<String, String> slack) {
  /// Without it some are shown as text, and people leave it out.
  private static final String MARK = "\uFE0F";

  /// Read when it is used first.
  private static final class Holder {
    static final EmojiTable ALL = read();
  }

  static EmojiTable all() {
    return Holder.ALL;
  }

  private static EmojiTable read() {
    var table = new EmojiTable(new HashMap<>(), new HashMap<>(), new HashMap<>());
    List<Emoji> all =
        EmojiManager.getAllEmojis().stream()
            .filter(emoji -> emoji.getQualification() == Qualification.FULLY_QUALIFIED)
            .toList();
    all.forEach(table::addSlacks);
    all.forEach(table::addOthers);
    return new EmojiTable(
        Map.copyOf(table.whole), Map.copyOf(table.named), Map.copyOf(table.slack));
  }

  private void addSlacks(Emoji emoji) {
    String text = emoji.getEmoji();
    whole.put(unmarked(text), text);
    names(emoji.getSlackAliases())
        .forEach(name -> {
          named.putIfAbsent(name, text);
          slack.putIfAbsent(text, name);
        });
  }

  private void addOthers(Emoji emoji) {
    names(List.copyOf(emoji.getAllAliases()))
        .forEach(name -> named.putIfAbsent(name, emoji.getEmoji()));
  }

  /// Tones are no part of a name here.
  private static List<String> names(List<String> aliases) {
    return aliases.stream().flatMap(alias -> EmojiNames.Forms.bare(alias).stream()).toList();
  }

  private static String unmarked(String emoji) {
    return emoji.replace(MARK, "");
  }

  /// The form in which an emoji is shown as a picture; one that is not known stays as it is.
  String whole(String emoji) {
    return whole.getOrDefault(unmarked(emoji), emoji);
  }

  Optional<String> named(String name) {
    return Optional.ofNullable(named.get(name));
  }

  Optional<String> slack(String emoji) {
    return Optional.ofNullable(slack.get(whole(emoji)));
  }
}
