package io.mycelium.bridge.discord;

import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// Ids of buttons that tell which of them open a form: Discord takes a form as the first answer to
/// a press only, so that it has to be known before anything is looked up.
record AskingIds(ButtonIds ids) implements ButtonIds {
  private static final String FORM = "f.";

  /// The id of a button that opens a form.
  ///
  /// @param id with which the form comes back
  static String form(String id) {
    return FORM + id;
  }

  static boolean asks(String id) {
    return id.startsWith(FORM);
  }

  /// As whoever made the button knows it.
  static String bare(String id) {
    return asks(id) ? id.substring(FORM.length()) : id;
  }

  @Override
  public Optional<String> action(Action action) {
    return ids.action(action);
  }

  @Override
  public Optional<String> confirm(String token) {
    return ids.confirm(token);
  }

  @Override
  public Optional<String> form(Reply.Form form) {
    return ids.form(form).map(AskingIds::form);
  }
}
