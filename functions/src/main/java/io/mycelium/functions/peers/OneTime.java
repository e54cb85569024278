package io.mycelium.functions.peers;

import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Shows secrets, each once and to its maker alone.
final class OneTime {
  private final Supplier<URI> base;

  /// @param base where people and programs reach this gateway
  OneTime(Supplier<URI> base) {
    this.base = base;
  }

  /// Shows new keys of a peer.
  Reply show(Subject subject, String title, List<NewKey> keys) {
    List<Field> fields = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (NewKey made : keys) {
      switch (made.key().use()) {
        case LINK -> link(made, fields, lines);
        case KEY -> key(made, fields, lines);
        case SESSION -> throw new IllegalArgumentException("a browser alone sees its session");
      }
    }
    lines.add("Pass it on by a way that nobody else reads.");
    return new Reply.Private(
        new Reply.Card(
            Optional.of(subject),
            title,
            Optional.empty(),
            String.join("\n\n", lines),
            fields,
            List.of()),
        true);
  }

  private void link(NewKey made, List<Field> fields, List<String> lines) {
    String link = link(made);
    fields.add(new Field("link", "Link", link));
    lines.add(
        "The link signs in on the web, once, within %d hours.".formatted(Keys.LINK_LIFE.toHours()));
  }

  /// The address that signs in.
  String link(NewKey made) {
    return base() + "/sign-in/" + made.secret().text();
  }

  private void key(NewKey made, List<Field> fields, List<String> lines) {
    String secret = made.secret().text();
    fields.add(new Field("key-id", "Key", made.key().id().value()));
    fields.add(new Field("key", "Secret", secret));
    lines.add(
        """
        To use the key on a terminal:

            export MYCELIUM_URL=%s
            export MYCELIUM_KEY=%s
            ./mycelium whoami

        To use it in a program:

            curl -H "Authorization: Bearer $MYCELIUM_KEY" -X POST %s/api/v1/commands/whoami\
        """
            .formatted(base(), secret, base()));
  }

  private String base() {
    return base.get().toString().replaceAll("/+$", "");
  }

  /// What a repeat of the request is told.
  static Reply shown(String what, String instead) {
    return new Reply.Private(
        new Reply.Text(
            "%s was made by this request before. Its secret was shown then and is not kept; '%s' makes a new one."
                .formatted(what, instead)),
        false);
  }
}
