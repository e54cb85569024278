package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordCommands;
import io.mycelium.bridge.discord.render.DiscordLimits;
import io.mycelium.chatting.desk.Answer;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What may stand in an option, for what was typed so far: the names of commands, the choices of an
/// option, and what the command `NOUN list` lists for whoever types. Blocks; call it on virtual
/// threads.
final class Suggesting {
  private static final int SAID = 4;

  /// @param label what people read
  /// @param value what is given then
  record Suggestion(String label, String value) {
    private boolean fits() {
      return !value.isEmpty() && value.length() <= DiscordLimits.CHOICE_TEXT;
    }
  }

  private final Desk desk;
  private final Catalogue.Source catalogue;

  Suggesting(Desk desk, Catalogue.Source catalogue) {
    this.desk = desk;
    this.catalogue = catalogue;
  }

  /// @param verb empty where there is none
  List<Suggestion> of(Visit visit, String noun, String verb, String option, String typed) {
    Stream<Suggestion> all =
        noun.equals(DiscordCommands.ANY)
            ? commands()
            : DiscordCommands.called(catalogue.current(), noun, verb)
                .flatMap(name -> catalogue.current().find(name.dashed()))
                .stream()
                .flatMap(entry -> entry.command().options().options().stream())
                .filter(o -> o.name().equals(option))
                .flatMap(o -> values(visit, noun, o));
    String like = typed.strip().toLowerCase(Locale.ROOT);
    return all.filter(Suggestion::fits)
        .filter(each -> each.label().toLowerCase(Locale.ROOT).contains(like))
        .limit(DiscordLimits.CHOICES)
        .toList();
  }

  private Stream<Suggestion> commands() {
    return catalogue.current().entries().stream()
        .map(Catalogue.Entry::command)
        .map(command -> {
          String spoken = command.name().spoken();
          return new Suggestion(cut(spoken + " · " + command.summary()), spoken);
        });
  }

  private Stream<Suggestion> values(Visit visit, String noun, Option option) {
    return switch (option.type()) {
      case CHOICE -> option.choices().stream().map(choice -> new Suggestion(cut(choice), choice));
      case PEER -> listed(visit, "peer");
      case ROOM -> listed(visit, "room");
      case REFERENCE -> listed(visit, isListed(option.name()) ? option.name() : noun);
      case TEXT, INTEGER, FLAG, DURATION, PATH, FILE -> Stream.empty();
    };
  }

  private boolean isListed(String noun) {
    return list(noun).isPresent();
  }

  private Optional<Command<?>> list(String noun) {
    return catalogue
        .current()
        .find(noun + "-list")
        .map(Catalogue.Entry::command)
        .filter(command -> command.effect() == Effect.READ)
        .filter(command -> command.open(Json.object()).isEmpty());
  }

  private Stream<Suggestion> listed(Visit visit, String noun) {
    Optional<Answer> answer =
        list(noun).map(command -> desk.run(visit, command.name().spoken(), Json.object()));
    return answer.stream()
        .flatMap(shown ->
            shown instanceof Answer.Alone(Reply.Table table, _)
                ? table.rows().stream()
                : Stream.empty())
        .filter(row -> !row.isEmpty())
        .map(row ->
            new Suggestion(
                cut(String.join(" · ", row.stream().limit(SAID).toList())), row.getFirst()));
  }

  private static String cut(String text) {
    return PlainText.line(text, DiscordLimits.CHOICE_TEXT);
  }
}
