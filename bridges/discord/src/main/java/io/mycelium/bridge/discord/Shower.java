package io.mycelium.bridge.discord;

import io.mycelium.chatting.desk.Answer;
import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.SheetButton;
import io.mycelium.chatting.layout.Sheets;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.interactions.InteractionHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows people in Discord what became of what they did, them alone: below what they clicked, or,
/// where that is not possible or too late, in a direct message. Blocks; call it on virtual threads.
final class Shower {
  private static final Logger LOG = LoggerFactory.getLogger(Shower.class);

  /// What somebody without a subscription may be sent.
  private static final long FILE = 10L * 1024 * 1024;

  private final Attaching attaching;
  private final InstantSource clock;
  private final Drawing drawing = new Drawing();

  Shower(Attaching attaching, InstantSource clock) {
    this.attaching = attaching;
    this.clock = clock;
  }

  void show(Answer answer, Asker to) {
    switch (answer) {
      case Answer.Silent() -> silent(to);
      case Answer.Alone(var reply, var ids) -> send(sheet(reply, ids), to);
      case Answer.Ask ask ->
          send(
              Sheet.saying("`%s` needs to know more.".formatted(ask.command().name()))
                  .offering(List.of(button("Fill in", ask.id()))),
              to);
      case Answer.Misfit(var why, var again) ->
          send(sheet(why, ButtonIds.none()).offering(List.of(button("Try again", again))), to);
    }
  }

  /// Says something that no reply says.
  void say(String markdown, Asker to) {
    send(Sheet.saying(markdown), to);
  }

  private static Sheet sheet(Reply reply, ButtonIds ids) {
    return new Sheets(ZoneOffset.UTC, new AskingIds(ids)).of(reply);
  }

  private static SheetButton button(String label, String form) {
    return new SheetButton(label, Action.Style.PRIMARY, AskingIds.form(form));
  }

  /// What was to come is shown to everybody; nobody is to wait for it here.
  private void silent(Asker to) {
    if (to.thinking()) {
      to.hook(clock.instant())
          .ifPresent(hook -> Patience.until(() -> Calls.call(hook::deleteOriginal)));
    }
  }

  private void send(Sheet sheet, Asker to) {
    boolean thinking = to.thinking();
    for (DiscordPart part : drawing.parts(sheet)) {
      boolean original = thinking;
      boolean below =
          to.hook(clock.instant())
              .map(hook -> original ? replace(hook, part) : add(hook, part))
              .filter(Shower::done)
              .isPresent();
      if (!below && !direct(part, to)) {
        tell(to);
        return;
      }
      thinking = false;
    }
  }

  /// Where nobody can tell, it is not said again elsewhere.
  private static boolean done(Result<?> result) {
    return switch (result) {
      case Result.Ok<?> _, Result.Unknown<?> _ -> true;
      case Result.Later<?> _ -> false;
      case Result.Refused(var code, var why) -> {
        LOG.debug("an answer goes another way: {} {}", code, why);
        yield false;
      }
    };
  }

  private Result<Message> replace(InteractionHook hook, DiscordPart part) {
    return Patience.until(() -> {
      Attaching.Ready ready = attaching.ready(part, FILE, Set.of());
      return Calls.call(() -> hook.editOriginal(ready.message().edited()).setFiles(ready.files()));
    });
  }

  private Result<Message> add(InteractionHook hook, DiscordPart part) {
    return Patience.once(() -> {
      Attaching.Ready ready = attaching.ready(part, FILE, Set.of());
      return Calls.call(() ->
          hook.sendMessage(ready.message().created()).addFiles(ready.files()).setEphemeral(true));
    });
  }

  private boolean direct(DiscordPart part, Asker to) {
    Result<Message> sent =
        Patience.until(() -> Calls.call(() -> to.jda().openPrivateChannelById(to.user())))
            .then(talk ->
                Patience.once(() -> {
                  Attaching.Ready ready = attaching.ready(part, FILE, Set.of());
                  return Calls.call(
                      () -> talk.sendMessage(ready.message().created()).addFiles(ready.files()));
                }));
    return done(sent);
  }

  /// What only they may see is not said before others.
  private static void tell(Asker to) {
    Optional.of(to)
        .flatMap(Asker::channel)
        .ifPresent(channel ->
            Patience.once(() ->
                Calls.call(() ->
                    channel
                        .sendMessage(
                            "<@%s> I have an answer for you alone, but cannot write to you. Allow direct messages of this server's members, or ask again with a command that begins with `/`."
                                .formatted(to.user()))
                        .setAllowedMentions(EnumSet.noneOf(MentionType.class))
                        .mentionUsers(to.user()))));
  }
}
