package io.mycelium.functions.rooms;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.Times;
import io.mycelium.core.room.Content;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a post says, as text.
final class PostText {
  private final Function<Subject, Optional<Reply.Card>> draw;
  private final Function<PeerId, String> names;
  private final ZoneId zone;

  /// @param draw draws live cards as they are now
  /// @param names of peers
  /// @param zone of whoever reads the text, for times
  PostText(
      Function<Subject, Optional<Reply.Card>> draw, Function<PeerId, String> names, ZoneId zone) {
    this.draw = draw;
    this.names = names;
    this.zone = zone;
  }

  /// The same for somebody in another zone.
  PostText in(ZoneId other) {
    return new PostText(draw, names, other);
  }

  /// With what its files are fetched by.
  String of(Content content) {
    return text(content, PostText::file);
  }

  /// What people said with it, to look for words in: a file is its name, and what was removed has
  /// none.
  String read(Content content) {
    return content instanceof Content.Removed ? "" : text(content, Reply.File::name);
  }

  private String text(Content content, Function<Reply.File, String> file) {
    return switch (content) {
      case Content.Said(var reply, var files) ->
          Stream.concat(Stream.of(reply), files.stream())
              .map(part -> text(part, file))
              .collect(Collectors.joining("\n"));
      case Content.Live(var subject) ->
          draw.apply(subject).map(this::card).orElseGet(() -> gone(subject));
      case Content.Removed(var by, _) -> removed(names.apply(by));
    };
  }

  /// What stands for a post that was taken away.
  static String removed(String by) {
    return "(removed by %s)".formatted(by);
  }

  /// What stands for a card whose subject is not there.
  static String gone(Subject subject) {
    return subject + " is no more";
  }

  private String text(Reply reply, Function<Reply.File, String> fileText) {
    return switch (reply) {
      case Reply.Text text -> text.markdown();
      case Reply.Card card -> card(card);
      case Reply.Accepted accepted -> card(accepted.card());
      case Reply.Table table -> table(table);
      case Reply.Form form -> form.title();
      case Reply.File file -> fileText.apply(file);
      case Reply.Refused refused -> refused.message();
      case Reply.Private _ -> "(shown to one person alone)";
    };
  }

  private static String file(Reply.File file) {
    return "%s (%d bytes): %s"
        .formatted(file.name(), file.content().size(), file.content().digest());
  }

  private String card(Reply.Card card) {
    String title = card.title() + card.state().map(state -> " [" + state + "]").orElse("");
    Stream<String> fields = card.fields().stream().map(this::field);
    return Stream.concat(Stream.of(title, card.markdown()), fields)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private String field(Field field) {
    return field.label() + ": " + Times.local(field.value(), zone);
  }

  private String table(Reply.Table table) {
    return table.rows().isEmpty()
        ? table.empty()
        : table.rows().stream().map(this::row).collect(Collectors.joining("\n"));
  }

  private String row(List<String> cells) {
    return cells.stream().map(cell -> Times.local(cell, zone)).collect(Collectors.joining(" | "));
  }
}
