package io.mycelium.functions.rooms;

import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Content;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a post says, as text.
final class PostText {
  private final Function<Subject, Optional<Reply.Card>> draw;

  /// @param draw draws live cards as they are now
  PostText(Function<Subject, Optional<Reply.Card>> draw) {
    this.draw = draw;
  }

  String of(Content content) {
    return switch (content) {
      case Content.Said(var reply, var files) ->
          Stream.concat(Stream.of(reply), files.stream())
              .map(this::of)
              .collect(Collectors.joining("\n"));
      case Content.Live(var subject) ->
          draw.apply(subject).map(this::of).orElseGet(() -> gone(subject));
    };
  }

  /// What stands for a card whose subject is not there.
  static String gone(Subject subject) {
    return subject + " is no more";
  }

  private String of(Reply reply) {
    return switch (reply) {
      case Reply.Text text -> text.markdown();
      case Reply.Card card -> card(card);
      case Reply.Accepted accepted -> card(accepted.card());
      case Reply.Table table -> table(table);
      case Reply.Form form -> form.title();
      case Reply.File file ->
          "%s (%d bytes): %s"
              .formatted(file.name(), file.content().size(), file.content().digest());
      case Reply.Refused refused -> refused.message();
      case Reply.Private _ -> "(shown to one person alone)";
    };
  }

  private static String card(Reply.Card card) {
    String title = card.title() + card.state().map(state -> " [" + state + "]").orElse("");
    Stream<String> fields = card.fields().stream().map(PostText::field);
    return Stream.concat(Stream.of(title, card.markdown()), fields)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String field(Field field) {
    return field.label() + ": " + field.value();
  }

  private static String table(Reply.Table table) {
    return table.rows().isEmpty()
        ? table.empty()
        : table.rows().stream().map(PostText::row).collect(Collectors.joining("\n"));
  }

  private static String row(List<String> cells) {
    return String.join(" | ", cells);
  }
}
