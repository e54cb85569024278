package io.mycelium.bridge.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.bridge.discord.render.DiscordCommands;
import io.mycelium.bridge.discord.render.DiscordForms;
import io.mycelium.bridge.discord.render.DiscordText;
import io.mycelium.chatting.desk.Answer;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.chatting.layout.FormSheet;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.json.Json;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.modals.Modal;

/// Does what people click and call in Discord, on threads of its own: Discord hears at once that it
/// arrived. A form is the only answer that cannot come later, so that what may ask for one is
/// looked up before.
final class Deeds extends ListenerAdapter {
  private static final String TASK = "task create";
  private static final int TITLE = 200;

  private final Desk desk;
  private final Catalogue.Source catalogue;
  private final People people;
  private final Gathering gathering;
  private final Suggesting suggesting;
  private final Shower shower;
  private final Prompt prompt;
  private final DiscordText text;

  Deeds(DiscordBridge.Parts parts, People people, Fetching fetching, Shower shower, Prompt prompt) {
    this.desk = parts.desk();
    this.catalogue = parts.catalogue();
    this.people = people;
    this.gathering = new Gathering(catalogue, fetching, people);
    this.suggesting = new Suggesting(desk, catalogue);
    this.shower = shower;
    this.prompt = prompt;
    this.text = new DiscordText(people.names());
  }

  @Override
  public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
    prompt.later(
        event,
        () -> {
          if (event.getName().equals(DiscordCommands.ANY)) {
            line(event);
          } else {
            command(event);
          }
        });
  }

  private void command(SlashCommandInteractionEvent event) {
    if (!prompt.acknowledged(event.deferReply(true))) {
      return;
    }
    Visit visit = people.visit(event, "command/" + event.getId());
    String verb = Optional.ofNullable(event.getSubcommandName()).orElse("");
    // One that is no more is said to be none by the pipeline.
    String command =
        DiscordCommands.called(catalogue.current(), event.getName(), verb)
            .map(CommandName::spoken)
            .orElseGet(() -> (event.getName() + " " + verb).strip());
    ObjectNode options = gathering.options(visit, command, event.getOptions());
    shower.show(desk.run(visit, command, options), Asker.of(event, true));
  }

  /// Any command, typed as a line.
  private void line(SlashCommandInteractionEvent event) {
    Visit visit = people.visit(event, "command/" + event.getId());
    String typed =
        Optional.ofNullable(event.getOption(DiscordCommands.LINE))
            .map(OptionMapping::getAsString)
            .map(said -> text.plain(said).strip().replaceFirst("^/", ""))
            .filter(said -> !said.isEmpty())
            .orElse("help");
    Optional<Answer.Ask> ask =
        isOpen(typed)
            ? prompt.soon(() -> desk.run(visit, typed, Json.object())).flatMap(Deeds::ask)
            : Optional.empty();
    if (ask.isPresent() && opened(event, ask.get())) {
      return;
    }
    if (prompt.acknowledged(event.deferReply(true))) {
      shower.show(desk.line(visit, typed), Asker.of(event, true));
    }
  }

  /// Whether the line is a command's name alone, of which more has to be asked.
  private boolean isOpen(String line) {
    return catalogue
        .current()
        .find(line)
        .filter(entry -> !entry.command().open(Json.object()).isEmpty())
        .isPresent();
  }

  private static Optional<Answer.Ask> ask(Answer answer) {
    return answer instanceof Answer.Ask ask ? Optional.of(ask) : Optional.empty();
  }

  private boolean opened(SlashCommandInteractionEvent event, Answer.Ask ask) {
    return modal(ask).filter(modal -> prompt.acknowledged(event.replyModal(modal))).isPresent();
  }

  private static Optional<Modal> modal(Answer.Ask ask) {
    return DiscordForms.modal(form(ask), ask.id());
  }

  private static FormSheet form(Answer.Ask ask) {
    return FormSheet.of(ask.command(), ask.prefill()).asking(ask.options());
  }

  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    prompt.later(event, () -> press(event));
  }

  private void press(ButtonInteractionEvent event) {
    Visit visit = people.visit(event, "press/" + event.getId());
    String id = AskingIds.bare(event.getComponentId());
    boolean asks = AskingIds.asks(event.getComponentId());
    Optional<Answer.Ask> ask =
        prompt
            .soon(() -> desk.asked(visit, id))
            .flatMap(found -> found)
            .filter(found -> asks || !found.command().open(found.prefill()).isEmpty());
    Optional<Modal> modal = ask.flatMap(Deeds::modal);
    if (modal.isPresent()) {
      prompt.acknowledged(event.replyModal(modal.get()));
      return;
    }
    if (!prompt.acknowledged(event.deferEdit())) {
      return;
    }
    Asker to = Asker.of(event, false);
    if (ask.isPresent()) {
      shower.say(tooMuch(ask.get()), to);
    } else {
      shower.show(desk.press(visit, id), to);
    }
  }

  /// A form has five inputs here.
  private static String tooMuch(Answer.Ask ask) {
    return "`%s` needs more than a form of Discord holds. Type it with all of its options: `/%s %s: %s …`"
        .formatted(
            ask.command().name().spoken(),
            DiscordCommands.ANY,
            DiscordCommands.LINE,
            ask.command().name().spoken());
  }

  @Override
  public void onModalInteraction(ModalInteractionEvent event) {
    prompt.later(
        event,
        () -> {
          if (prompt.acknowledged(event.deferReply(true))) {
            shower.show(submitted(event), Asker.of(event, true));
          }
        });
  }

  private Answer submitted(ModalInteractionEvent event) {
    Visit visit = people.visit(event, "form/" + event.getId());
    Optional<Answer.Ask> ask = desk.asked(visit, event.getModalId());
    if (ask.isEmpty()) {
      // What was asked is no more; pressing says why.
      return desk.press(visit, event.getModalId());
    }
    DiscordForms.Filled filled = DiscordForms.read(form(ask.get()), event.getValues());
    gathering.files(visit, filled.files(), filled.values());
    return desk.submit(visit, event.getModalId(), filled.values());
  }

  @Override
  public void onMessageContextInteraction(MessageContextInteractionEvent event) {
    prompt.later(
        event,
        () -> {
          if (prompt.acknowledged(event.deferReply(true))) {
            Visit visit = people.visit(event, "menu/" + event.getId());
            shower.show(desk.run(visit, TASK, task(event.getTarget())), Asker.of(event, true));
          }
        });
  }

  private ObjectNode task(Message of) {
    String said = new DiscordText(people.names(of)).plain(of.getContentRaw()).strip();
    String title = PlainText.line(said.lines().findFirst().orElse(""), TITLE);
    String from = "From " + of.getJumpUrl();
    return Json.object()
        .put("title", title.isEmpty() ? "Look at what was said here" : title)
        .put("notes", said.equals(title) || said.isEmpty() ? from : said + "\n\n" + from);
  }

  @Override
  public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
    prompt.later(
        event,
        () -> {
          String verb = Optional.ofNullable(event.getSubcommandName()).orElse("");
          List<Suggesting.Suggestion> found =
              prompt
                  .soon(() ->
                      suggesting.of(
                          people.visit(event, "suggest/" + event.getId()),
                          event.getName(),
                          verb,
                          event.getFocusedOption().getName(),
                          event.getFocusedOption().getValue()))
                  .orElse(List.of());
          prompt.acknowledged(
              event.replyChoices(
                  found.stream()
                      .map(one -> new Command.Choice(one.label(), one.value()))
                      .toList()));
        });
  }
}
