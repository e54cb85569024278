package io.mycelium.bridge.slack;

import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.model.Message;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.channel.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what was said and edited while nobody heard it, before what is heard since. What was heard
/// by then, too, is passed on once.
final class Backfill {
  private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

  /// A page of a channel's messages.
  private static final int PAGE = 200;

  private static final int MOST_PAGES = 10;

  /// How long before the newest message that was heard others may have been missed: they were on
  /// their way by a connection that broke, or with a gateway that died.
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  /// For so long somebody who called us is taken to wait for an answer.
  private static final Duration AWAITED = Duration.ofMinutes(10);

  /// An edit that is older is not read: it might have been passed on so long ago that nobody can
  /// tell, and undo what was changed here since.
  private static final Duration EDITED = Duration.ofHours(12);

  /// A channel is read so often until Slack answers.
  private static final int TRIES = 5;

  /// What it works with.
  ///
  /// @param linked the workspace's channels that show rooms
  record Parts(
      Api api,
      Channels channels,
      Supplier<List<LinkedChannel>> linked,
      Passing passing,
      Changing changing,
      Deeds deeds,
      InstantSource clock) {}

  private final Api api;
  private final Channels channels;
  private final Supplier<List<LinkedChannel>> linked;
  private final Passing passing;
  private final Changing changing;
  private final Deeds deeds;
  private final InstantSource clock;

  /// Channels whose reading is yet to begin.
  private final Set<ChannelRef> unread = ConcurrentHashMap.newKeySet();

  /// Open while there is a gap that has not ended.
  private CountDownLatch gap = new CountDownLatch(0);

  Backfill(Parts parts) {
    this.api = parts.api();
    this.channels = parts.channels();
    this.linked = parts.linked();
    this.passing = parts.passing();
    this.changing = parts.changing();
    this.deeds = parts.deeds();
    this.clock = parts.clock();
  }

  /// Says that something may be said that nobody hears. What is heard in a channel later waits
  /// until the gap has ended and the channel has been read. To be called before a connection is
  /// opened.
  synchronized void begins() {
    if (gap.getCount() > 0) {
      return;
    }
    CountDownLatch ends = new CountDownLatch(1);
    gap = ends;
    for (LinkedChannel channel : linked.get()) {
      if (unread.add(channel.ref())) {
        deeds.lanes().then(channel.ref().channel(), () -> read(channel, ends));
      }
    }
  }

  /// Says that whatever is said from now on is heard.
  synchronized void ends() {
    gap.countDown();
  }

  private void read(LinkedChannel channel, CountDownLatch ends) {
    try {
      ends.await();
      unread.remove(channel.ref());
      for (int tried = 0; tried < TRIES; tried++) {
        if (read(channel)) {
          return;
        }
      }
      LOG.warn("what was said in {} meanwhile cannot be read", channel.ref());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether Slack has answered
  private boolean read(LinkedChannel channel) {
    String from = from(channel);
    return switch (since(channel.ref(), from)) {
      case Result.Ok(var messages) -> {
        pass(channel.ref(), from, messages);
        yield true;
      }
      case Result.Refused(var code) -> {
        LOG.warn("what was said in {} meanwhile may not be read: {}", channel.ref(), code);
        yield true;
      }
      case Result.Later<?> _, Result.Unknown<?> _ -> false;
    };
  }

  private String from(LinkedChannel channel) {
    long linked = channel.since().getEpochSecond();
    long from =
        channels
            .last(channel.ref())
            .map(Backfill::seconds)
            .map(last -> Math.max(linked, last - OVERLAP.toSeconds()))
            .orElse(linked);
    return Long.toString(from);
  }

  private void pass(ChannelRef channel, String from, List<Message> messages) {
    messages.stream()
        .filter(passing::byPerson)
        .sorted(Comparator.comparing(Message::getTs))
        .forEach(message -> pass(channel, from, message));
  }

  private void pass(ChannelRef channel, String from, Message message) {
    var where =
        Whereabouts.of(
            channel.tenant(),
            channel.channel(),
            message.getUser(),
            Optional.ofNullable(message.getThreadTs()));
    boolean known = channels.post(new MessageRef(channel, message.getTs())).isPresent();
    if (known && isEdited(message)) {
      changing.edited(where, message);
    } else if (!known && later(message.getTs(), from)) {
      said(where, message);
    }
  }

  private void said(Whereabouts where, Message message) {
    passing.said(where, message);
    Instant said = Instant.ofEpochSecond(seconds(message.getTs()));
    if (said.isAfter(clock.instant().minus(AWAITED))) {
      deeds.missed(where, message);
    }
  }

  private boolean isEdited(Message message) {
    return message.getEdited() != null
        && later(
            message.getEdited().getTs(),
            Long.toString(clock.instant().minus(EDITED).getEpochSecond()));
  }

  private Result<List<Message>> since(ChannelRef channel, String from) {
    return recent(channel, from)
        .then(recent -> {
          List<Message> all = new ArrayList<>();
          for (Message message : recent) {
            if (later(message.getTs(), from) || isEdited(message)) {
              all.add(message);
            }
            if (message.getLatestReply() != null && later(message.getLatestReply(), from)) {
              Result<List<Message>> replies = replies(channel, message.getTs(), from);
              if (!(replies instanceof Result.Ok<List<Message>>(var some))) {
                return replies;
              }
              all.addAll(some);
            }
          }
          return new Result.Ok<>(all);
        });
  }

  /// The newest messages, until one that was heard, and a page at least: threads on older ones may
  /// have grown.
  private Result<List<Message>> recent(ChannelRef channel, String from) {
    List<Message> all = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String next = cursor;
      Result<ConversationsHistoryResponse> response =
          api.read(c ->
              c.conversationsHistory(r -> r.channel(channel.channel()).limit(PAGE).cursor(next)));
      if (!(response instanceof Result.Ok<ConversationsHistoryResponse>(var read))) {
        return response.map(ConversationsHistoryResponse::getMessages);
      }
      all.addAll(read.getMessages());
      cursor =
          Optional.ofNullable(read.getResponseMetadata())
              .map(meta -> meta.getNextCursor())
              .orElse("");
      if (cursor.isEmpty() || all.stream().anyMatch(m -> !later(m.getTs(), from))) {
        return new Result.Ok<>(all);
      }
    }
    LOG.warn("more was said in {} meanwhile than is read", channel);
    return new Result.Ok<>(all);
  }

  private Result<List<Message>> replies(ChannelRef channel, String root, String from) {
    return api.read(c ->
            c.conversationsReplies(
                r -> r.channel(channel.channel()).ts(root).oldest(from).limit(PAGE)))
        .map(response ->
            response.getMessages().stream()
                .filter(message -> !message.getTs().equals(root))
                .toList());
  }

  private static long seconds(String ts) {
    return Long.parseLong(ts.substring(0, ts.indexOf('.')));
  }

  /// Slack's times have as many digits each.
  private static boolean later(String one, String other) {
    return one.compareTo(other) > 0;
  }
}
