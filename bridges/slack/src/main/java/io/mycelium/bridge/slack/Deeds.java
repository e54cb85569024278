package io.mycelium.bridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.model.Message;
import com.slack.api.util.json.GsonFactory;
import io.mycelium.bridge.slack.render.SlackManifest;
import io.mycelium.bridge.slack.render.SlackText;
import io.mycelium.chatting.Lanes;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Roots;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.json.Json;
import io.mycelium.core.text.Cut;
import io.mycelium.core.text.PlainText;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what people do in Slack, on threads of its own: Slack hears at once that it arrived.
final class Deeds {
  private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);
  private static final String TASK = "task create";
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_NOTES = 3_000;

  /// What it works with.
  record Parts(
      Desk desk,
      Roots roots,
      Self self,
      People people,
      Shower shower,
      Passing passing,
      Changing changing,
      Home home) {}

  private final Desk desk;
  private final Roots roots;
  private final Self self;
  private final People people;
  private final Shower shower;
  private final Passing passing;
  private final Changing changing;
  private final Home home;
  private final ExecutorService threads;
  private final Lanes lanes;
  private final Sequence sequence;
  private final SlackText text;

  Deeds(Parts parts, ExecutorService threads) {
    this.desk = parts.desk();
    this.roots = parts.roots();
    this.self = parts.self();
    this.people = parts.people();
    this.shower = parts.shower();
    this.passing = parts.passing();
    this.changing = parts.changing();
    this.home = parts.home();
    this.threads = threads;
    this.lanes = new Lanes(threads);
    this.sequence = new Sequence(lanes);
    this.text = new SlackText(people);
  }

  /// A slash command. One of another name than ours is the command of that name.
  void command(SlashCommandPayload said) {
    var where =
        new Whereabouts(
            said.getTeamId(),
            said.getChannelId(),
            said.getUserId(),
            Optional.empty(),
            Optional.ofNullable(said.getResponseUrl()),
            Optional.ofNullable(said.getTriggerId()));
    String typed = Optional.ofNullable(said.getText()).orElse("").strip();
    String line =
        said.getCommand().equals(SlackManifest.COMMAND)
            ? typed
            : said.getCommand().substring(1) + " " + typed;
    line(where, "command/" + said.getTriggerId(), line.isBlank() ? "help" : line);
  }

  private void line(Whereabouts where, String id, String typed) {
    later(() -> {
      Visit visit = where.visit(id, people);
      roots.await(visit);
      shower.show(desk.line(visit, text.plain(typed)), where, id);
    });
  }

  /// A button.
  void action(BlockActionPayload pressed) {
    var where =
        new Whereabouts(
            pressed.getTeam().getId(),
            channel(pressed),
            pressed.getUser().getId(),
            Optional.ofNullable(pressed.getMessage()).map(Message::getThreadTs),
            Optional.ofNullable(pressed.getResponseUrl()),
            Optional.ofNullable(pressed.getTriggerId()));
    String id = "press/" + pressed.getTriggerId();
    for (BlockActionPayload.Action action : pressed.getActions()) {
      Optional.ofNullable(action.getValue())
          .ifPresent(button ->
              later(() -> shower.show(desk.press(where.visit(id, people), button), where, id)));
    }
  }

  /// A shortcut that belongs to no message: somebody wants to run a command.
  void shortcut(GlobalShortcutPayload called) {
    String user = called.getUser().getId();
    var where = Whereabouts.of(called.getTeam().getId(), user, user, Optional.empty());
    later(() -> shower.choose(where, called.getTriggerId()));
  }

  /// A shortcut on a message: it is to become a task.
  void shortcut(MessageShortcutPayload called) {
    var where =
        new Whereabouts(
            called.getTeam().getId(),
            called.getChannel().getId(),
            called.getUser().getId(),
            Optional.ofNullable(called.getMessage().getThreadTs()),
            Optional.ofNullable(called.getResponseUrl()),
            Optional.ofNullable(called.getTriggerId()));
    String id = "shortcut/" + called.getTriggerId();
    later(() -> {
      ObjectNode prefill = task(Optional.ofNullable(called.getMessage().getText()).orElse(""));
      shower.show(desk.form(where.visit(id, people), TASK, prefill), where, id);
    });
  }

  /// Asks Slack for the names of those whom the message calls.
  private ObjectNode task(String message) {
    String said = text.plain(message);
    return said.isBlank()
        ? Json.object()
        : Json.object()
            .put("title", PlainText.line(said, LONGEST_TITLE))
            .put("notes", Cut.to(said, LONGEST_NOTES));
  }

  /// On the home page there is no channel.
  private static String channel(BlockActionPayload pressed) {
    return pressed.getChannel() == null ? pressed.getUser().getId() : pressed.getChannel().getId();
  }

  /// An event of the Events API.
  void event(JsonNode body) {
    JsonNode event = body.path("event");
    String team = body.path("team_id").asText();
    switch (event.path("type").asText()) {
      case "message" -> message(at(team, event), event);
      case "app_mention" -> mention(at(team, event), event);
      case "reaction_added" -> reaction(team, event, true);
      case "reaction_removed" -> reaction(team, event, false);
      case "app_home_opened" -> home(team, event);
      default -> LOG.debug("an event {} concerns nobody", event.path("type"));
    }
  }

  private void home(String team, JsonNode event) {
    if (event.path("tab").asText("home").equals("home")) {
      String id = "home/" + event.path("event_ts").asText();
      later(() -> home.show(team, event.path("user").asText(), id));
    }
  }

  private static Whereabouts at(String team, JsonNode event) {
    return Whereabouts.of(
        team,
        event.path("channel").asText(),
        event.path("user").asText(),
        Optional.ofNullable(event.path("thread_ts").textValue()));
  }

  private void message(Whereabouts where, JsonNode event) {
    switch (event.path("subtype").asText("")) {
      case "", "file_share", "thread_broadcast", "me_message" -> heard(where, event);
      case "message_changed", "message_deleted" ->
          lanes.then(where.channel(), () -> changing.changed(where, event));
      default -> LOG.debug("a message of kind {} is not passed on", event.path("subtype"));
    }
  }

  private void reaction(String team, JsonNode event, boolean on) {
    JsonNode item = event.path("item");
    var where =
        Whereabouts.of(
            team, item.path("channel").asText(), event.path("user").asText(), Optional.empty());
    lanes.then(where.channel(), () -> changing.reacted(where, event, on));
  }

  private void heard(Whereabouts where, JsonNode event) {
    Message message = GsonFactory.createSnakeCase().fromJson(event.toString(), Message.class);
    if (!passing.byPerson(message)) {
      return;
    }
    if (event.path("channel_type").asText().equals("im")) {
      // What somebody says to us alone is a command, or is to become one.
      line(where, "told/" + message.getTs(), event.path("text").asText());
      return;
    }
    sequence.then(
        where.channel(),
        message.getTs(),
        () -> {
          if (passing.concerns(where)) {
            passing.said(where, message);
          }
        });
  }

  private void mention(Whereabouts where, JsonNode event) {
    if (where.user().isEmpty() || event.hasNonNull("bot_id")) {
      return;
    }
    call(where, event.path("ts").asText(), event.path("text").asText());
  }

  /// A message that calls us.
  private void call(Whereabouts where, String ts, String text) {
    line(where, "mention/" + where.channel() + "/" + ts, withoutUs(text));
  }

  /// Does what a message asks us for that nobody heard when it was said, if it calls us.
  void missed(Whereabouts where, Message message) {
    String said = Optional.ofNullable(message.getText()).orElse("");
    if (self.identity().filter(me -> said.contains("<@" + me.user())).isPresent()) {
      call(where, message.getTs(), said);
    }
  }

  /// In which the messages of each channel are taken in, by the channel's id.
  Lanes lanes() {
    return lanes;
  }

  private String withoutUs(String said) {
    return self.identity()
        .map(me -> said.replaceAll("<@%s(\\|[^>]*)?>".formatted(me.user()), " ").strip())
        .orElse(said);
  }

  private void later(Runnable deed) {
    threads.execute(() -> {
      try {
        deed.run();
      } catch (RuntimeException e) {
        LOG.error("something that was done in Slack failed", e);
      }
    });
  }
}
