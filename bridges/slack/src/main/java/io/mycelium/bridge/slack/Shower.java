package io.mycelium.bridge.slack;

import com.slack.api.app_backend.slash_commands.SlashCommandResponseSender;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.model.view.View;
import com.slack.api.webhook.WebhookResponse;
import io.mycelium.bridge.slack.render.SlackForms;
import io.mycelium.bridge.slack.render.SlackMessage;
import io.mycelium.bridge.slack.render.SlackOutput;
import io.mycelium.bridge.slack.render.SlackRenderer;
import io.mycelium.chatting.desk.Answer;
import io.mycelium.chatting.desk.Answered;
import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.chatting.layout.FormSheet;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.SheetButton;
import io.mycelium.chatting.layout.SheetText;
import io.mycelium.chatting.layout.Sheets;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows people in Slack what became of what they did. Blocks; call it on virtual threads.
final class Shower {
  private static final Logger LOG = LoggerFactory.getLogger(Shower.class);
  private static final String ALONE = "ephemeral";
  private static final int OK = 200;

  private final Api api;
  private final Answered answered;
  private final People people;
  private final Uploading files;
  private final Shortcuts shortcuts;
  private final SlackRenderer renderer = new SlackRenderer();

  Shower(Api api, Channels channels, People people, Uploading files, Shortcuts shortcuts) {
    this.api = api;
    this.answered = new Answered(channels);
    this.people = people;
    this.files = files;
    this.shortcuts = shortcuts;
  }

  /// @param deed that is answered; Slack may tell us twice of one, which is answered once
  void show(Answer answer, Whereabouts where, String deed) {
    if (answered.isFirst(answer, deed)) {
      show(answer, where);
    }
  }

  private void show(Answer answer, Whereabouts where) {
    switch (answer) {
      case Answer.Silent() -> LOG.debug("everybody sees what came of it");
      case Answer.Alone(var reply, var ids) -> alone(sheet(reply, ids, where), where);
      case Answer.Ask ask -> ask(ask, where);
      case Answer.Misfit(var why, var again) ->
          alone(
              sheet(why, ButtonIds.none(), where)
                  .offering(List.of(new SheetButton("Try again", Action.Style.PRIMARY, again))),
              where);
    }
  }

  private Sheet sheet(Reply reply, ButtonIds ids, Whereabouts where) {
    return new Sheets(people.find(where.user()).zone(), ids).of(reply);
  }

  /// Opens the form; where that is no longer possible, offers a button for it.
  private void ask(Answer.Ask ask, Whereabouts where) {
    boolean open =
        where
            .trigger()
            .flatMap(trigger ->
                api.call(c -> c.viewsOpen(r -> r.triggerId(trigger).view(view(ask, where)))).ok())
            .isPresent();
    if (!open) {
      alone(
          Sheet.saying("`%s` needs to know more.".formatted(ask.command().name()))
              .offering(List.of(new SheetButton("Fill in", Action.Style.PRIMARY, ask.id()))),
          where);
    }
  }

  /// The form.
  View view(Answer.Ask ask, Whereabouts where) {
    FormSheet form = FormSheet.of(ask.command(), ask.prefill()).asking(ask.options());
    return SlackForms.view(form, Asked.CALLBACK, new Asked(ask.id(), where).text());
  }

  /// Lets somebody choose a command.
  void choose(Whereabouts where, String trigger) {
    View choice = shortcuts.choice(new Asked("", where).text());
    api.call(c -> c.viewsOpen(r -> r.triggerId(trigger).view(choice)));
  }

  private void alone(Sheet sheet, Whereabouts where) {
    SlackOutput output = renderer.draw(sheet);
    List<SlackMessage> messages = output.messages();
    boolean first = where.response().filter(url -> answer(url, messages.getFirst())).isPresent();
    messages.stream().skip(first ? 1 : 0).forEach(message -> post(message, where));
    if (output.whole().isPresent() || !output.files().isEmpty()) {
      keep(output, where);
    }
  }

  private boolean answer(String url, SlackMessage message) {
    var response =
        SlashCommandResponse.builder()
            .responseType(ALONE)
            .text(message.text())
            .blocks(message.blocks())
            .build();
    try {
      WebhookResponse sent = new SlashCommandResponseSender(api.slack()).send(url, response);
      return sent.getCode() == OK;
    } catch (IOException e) {
      LOG.debug("an answer goes another way", e);
      return false;
    }
  }

  /// Where somebody cannot be answered in the channel, they are written to.
  private void post(SlackMessage message, Whereabouts where) {
    Result<?> posted =
        api.patiently(c ->
            c.chatPostEphemeral(r ->
                r.channel(where.channel())
                    .user(where.user())
                    .threadTs(where.thread().orElse(null))
                    .text(message.text())
                    .blocks(message.blocks())));
    if (posted instanceof Result.Refused<?>) {
      api.patiently(c ->
          c.chatPostMessage(
              r -> r.channel(where.user()).text(message.text()).blocks(message.blocks())));
    }
  }

  /// Slack shows no file to one person alone but in a conversation with them.
  private void keep(SlackOutput output, Whereabouts where) {
    Result<ChannelRef> talk =
        api.read(c -> c.conversationsOpen(r -> r.users(List.of(where.user()))))
            .map(response ->
                new ChannelRef(SlackPort.PLATFORM, where.team(), response.getChannel().getId()));
    if (!(talk instanceof Result.Ok<ChannelRef>(var channel))) {
      LOG.error("nobody gets the file of an answer, Slack opens no conversation: {}", talk);
      return;
    }
    output.whole().ifPresent(text -> files.give(channel, SheetText.NAME, text));
    output.files().forEach(file -> files.give(channel, file));
  }
}
