package io.mycelium.chatting.desk;

import io.mycelium.core.id.Id;
import io.mycelium.core.id.PostId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a button, or a form, is known by on a platform: at most 100 characters, on every platform.
public sealed interface ButtonId {
  /// A button of a post.
  ///
  /// @param token see [io.mycelium.core.chat.Button]
  record OfPost(PostId post, String token) implements ButtonId {
    @Override
    public String text() {
      return "p." + Id.stem(post) + "." + token;
    }
  }

  /// A button on what one person alone was shown.
  ///
  /// @param token see [io.mycelium.core.channel.HeldCalls]
  record OfHeld(String token) implements ButtonId {
    @Override
    public String text() {
      return "h." + token;
    }
  }

  /// As the platform has it.
  String text();

  /// Reads what [#text] writes; nothing when it is something else.
  static Optional<ButtonId> read(String text) {
    Matcher post = Forms.POST.matcher(text);
    if (post.matches()) {
      return PostId.read(PostId.PREFIX + post.group(1)).map(id -> new OfPost(id, post.group(2)));
    }
    return Optional.of(Forms.HELD.matcher(text))
        .filter(Matcher::matches)
        .map(held -> new OfHeld(held.group(1)));
  }

  /// The forms of ids.
  final class Forms {
    private static final Pattern POST =
        Pattern.compile("p\\.([a-z0-9]{1,40})\\.([A-Za-z0-9_-]{22})");
    private static final Pattern HELD = Pattern.compile("h\\.([A-Za-z0-9_-]{32})");

    private Forms() {}
  }
}
