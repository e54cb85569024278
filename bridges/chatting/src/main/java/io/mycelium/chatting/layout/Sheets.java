package io.mycelium.chatting.layout;

import io.mycelium.chatting.text.Escapes;
import io.mycelium.chatting.text.Span;
import io.mycelium.core.channel.Outgoing;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.ShownPost;
import io.mycelium.core.text.PlainText;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Lays replies out as messages, every kind of them.
public final class Sheets {
  /// Of those who answered with an emoji.
  private static final int MOST_NAMES = 5;

  /// Fields of posted cards that a button, the title or the web's panel says better.
  private static final Set<String> QUIET =
      Set.of("id", "number", "grant", "deny", "package", "digest", "origin", "function", "key-id");

  private final Facts facts;
  private final ButtonIds ids;

  /// @param zone the reader's, for times where the platform shows all the same; UTC says so
  public Sheets(ZoneId zone, ButtonIds ids) {
    this.facts = new Facts(zone);
    this.ids = ids;
  }

  /// A post with its author and its files.
  public Sheet of(ShownPost shown) {
    List<Reply.File> files =
        switch (shown.post().content()) {
          case Content.Said said -> said.files();
          case Content.Live _, Content.Removed _ -> List.of();
        };
    return of(shown.reply()).by(shown.author()).holding(files.stream().map(SheetFile::of).toList());
  }

  /// A post as a channel shows it: reactions that people made elsewhere stand below it.
  public Sheet of(Outgoing outgoing) {
    return of(outgoing.shown()).noting(reactions(outgoing.reactions()));
  }

  private static String reactions(List<Outgoing.Reacted> all) {
    return all.stream()
        .map(reacted -> "%s %s".formatted(reacted.emoji(), names(reacted.names())))
        .collect(Collectors.joining(" · "));
  }

  private static String names(List<String> all) {
    String first = Facts.line(String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size()))));
    return all.size() <= MOST_NAMES ? first : first + " +" + (all.size() - MOST_NAMES);
  }

  /// A reply of any kind.
  public Sheet of(Reply reply) {
    return of(reply, false);
  }

  /// @param whole whether also what is of use to the caller alone is shown
  private Sheet of(Reply reply, boolean whole) {
    return switch (reply) {
      case Reply.Text text -> Sheet.saying(text.markdown());
      case Reply.Card card -> card(card, whole);
      case Reply.Table table -> table(table);
      case Reply.Form form -> form(form);
      case Reply.File file -> Sheet.saying("").holding(List.of(SheetFile.of(file)));
      case Reply.Accepted accepted -> card(accepted.card(), whole);
      case Reply.Refused refused -> refused(refused);
      case Reply.Private hidden -> of(hidden.reply(), true);
    };
  }

  private Sheet card(Reply.Card card, boolean whole) {
    List<Fact> shown = new ArrayList<>();
    List<SheetFile> files = new ArrayList<>();
    for (Field field : card.fields()) {
      if (field.key().startsWith("file-")) {
        files.add(SheetFile.named(field.label(), field.value()));
      } else if ((whole || !QUIET.contains(field.key())) && !field.value().isBlank()) {
        shown.add(facts.of(field));
      }
    }
    return new Sheet(
        Optional.empty(),
        Facts.line(card.title()),
        card.state().map(Facts::line),
        card.state().map(Tone::of),
        card.markdown(),
        shown,
        Optional.empty(),
        files,
        buttons(card.actions()),
        "");
  }

  private Sheet table(Reply.Table table) {
    List<SheetButton> more =
        table
            .nextPage()
            .map(call -> buttons(List.of(new Action("More", Action.Style.PLAIN, call))))
            .orElse(List.of());
    if (table.rows().isEmpty()) {
      return Sheet.saying(table.empty().isBlank() ? "There is nothing." : table.empty());
    }
    List<List<Span>> rows =
        table.rows().stream().map(row -> row.stream().map(facts::cell).toList()).toList();
    return new Sheet(
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(),
        Optional.of(new SheetTable(table.columns(), rows)),
        List.of(),
        more,
        "");
  }

  private Sheet form(Reply.Form form) {
    Sheet asked = Sheet.saying("**%s**".formatted(Escapes.line(form.title())));
    return ids.form(form)
        .map(id -> asked.offering(List.of(new SheetButton("Fill in", Action.Style.PRIMARY, id))))
        .orElseGet(
            () -> asked.noting("Type '%s' with its options.".formatted(form.submit().spoken())));
  }

  private Sheet refused(Reply.Refused refused) {
    var body = new StringBuilder(Escapes.words(PlainText.clean(refused.message())));
    if (refused.fields().size() > 1) {
      body.append("\n");
      refused.fields().forEach(error -> body.append('\n').append(item(error)));
    }
    String again =
        refused
            .retryAfter()
            .map(wait -> "Worth trying again in %d s.".formatted(seconds(wait)))
            .orElse("");
    List<SheetButton> offered = new ArrayList<>();
    refused
        .confirm()
        .flatMap(ids::confirm)
        .ifPresent(id -> offered.add(new SheetButton("Yes, do it", Action.Style.DANGER, id)));
    offered.addAll(buttons(refused.ways()));
    return Sheet.saying(body.toString()).toned(Tone.BAD).offering(offered).noting(again);
  }

  private static String item(FieldError error) {
    String near =
        error.near().isEmpty()
            ? ""
            : " Did you mean %s?".formatted(String.join(", ", error.near()));
    return "- **%s** %s"
        .formatted(Escapes.line(error.option()), Escapes.line(error.message() + near));
  }

  private List<SheetButton> buttons(List<Action> actions) {
    return actions.stream()
        .flatMap(action ->
            ids.action(action).stream()
                .map(id -> new SheetButton(Facts.line(action.label()), action.style(), id)))
        .toList();
  }

  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
