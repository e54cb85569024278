package io.mycelium.bridge.discord;

import io.mycelium.chatting.Lanes;
import io.mycelium.chatting.Pause;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.GenericMessageReactionEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what is said in Discord. Told of events one after the other, it only hands on. What comes
/// while the connection is not whole is left to be read, so that nothing overtakes what was missed.
final class Hearing extends ListenerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Told told;
  private final Passing passing;
  private final Changing changing;
  private final Backfill backfill;
  private final Echoes echoes;
  private final Lanes lanes;
  private final ExecutorService threads;

  /// Guarded by this.
  private boolean whole;

  Hearing(Parts parts, Threads threads) {
    this.told = parts.told();
    this.passing = parts.passing();
    this.changing = parts.changing();
    this.backfill = parts.backfill();
    this.echoes = parts.echoes();
    this.lanes = threads.lanes();
    this.threads = threads.pool();
  }

  /// What it works with.
  record Parts(Told told, Passing passing, Changing changing, Backfill backfill, Echoes echoes) {}

  /// What is done side by side, and what in order.
  record Threads(ExecutorService pool, Lanes lanes) {}

  @Override
  public void onReady(ReadyEvent event) {
    LOG.info("connected to Discord as {}", event.getJDA().getSelfUser().getName());
    catchUp();
  }

  @Override
  public void onSessionRecreate(SessionRecreateEvent event) {
    catchUp();
  }

  @Override
  public void onSessionResume(SessionResumeEvent event) {
    catchUp();
  }

  /// A guild may be away for a while though the connection stays.
  @Override
  public void onGuildAvailable(GuildAvailableEvent event) {
    catchUp();
  }

  @Override
  public void onSessionDisconnect(SessionDisconnectEvent event) {
    LOG.info("the connection to Discord broke");
    rest();
  }

  /// Leaves what is said to be read, until the connection is whole.
  synchronized void rest() {
    whole = false;
  }

  private void catchUp() {
    if (!read()) {
      threads.execute(() -> {
        while (Pause.over(AGAIN) && !read()) {
          LOG.debug("what was missed cannot be read yet");
        }
      });
    }
  }

  private synchronized boolean read() {
    try {
      backfill.read();
      whole = true;
      return true;
    } catch (StoreUnavailable e) {
      return false;
    }
  }

  @Override
  public void onMessageReceived(MessageReceivedEvent event) {
    Message message = event.getMessage();
    String self = event.getJDA().getSelfUser().getId();
    if (message.getAuthor().getId().equals(self) && message.getNonce() != null) {
      echoes.heard(message.getNonce(), message.getId());
    }
    boolean byPerson = Passing.byPerson(message);
    if (event.isFromGuild()) {
      said(message, byPerson);
    }
    told.heard(message);
  }

  private synchronized void said(Message message, boolean byPerson) {
    if (!whole) {
      return;
    }
    ChannelRef channel = People.ref(message.getChannel());
    backfill.heard(channel, message.getId());
    if (byPerson) {
      changing.said(message);
      lanes.then(
          channel.channel(),
          () -> {
            if (passing.concerns(channel)) {
              passing.said(message);
            }
          });
    }
  }

  @Override
  public void onMessageUpdate(MessageUpdateEvent event) {
    if (event.isFromGuild() && Passing.byPerson(event.getMessage())) {
      then(event.getChannel(), () -> changing.edited(event.getMessage()));
    }
  }

  @Override
  public void onMessageDelete(MessageDeleteEvent event) {
    if (event.isFromGuild()) {
      ChannelRef channel = People.ref(event.getChannel());
      then(event.getChannel(), () -> changing.removed(channel, event.getMessageId()));
    }
  }

  @Override
  public void onMessageReactionAdd(MessageReactionAddEvent event) {
    reaction(event, true);
  }

  @Override
  public void onMessageReactionRemove(MessageReactionRemoveEvent event) {
    reaction(event, false);
  }

  private void reaction(GenericMessageReactionEvent event, boolean on) {
    String self = event.getJDA().getSelfUser().getId();
    if (event.isFromGuild() && !event.getUserId().equals(self)) {
      then(event.getChannel(), () -> changing.reacted(event, on));
    }
  }

  /// Behind what was said in the channel before.
  private void then(Channel channel, Runnable deed) {
    if (!People.hidden(channel)) {
      lanes.then(People.ref(channel).channel(), deed);
    }
  }
}
