package io.mycelium.bridge.discord;

import io.mycelium.chatting.Lanes;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what was said while nobody heard it, in the channels and in their threads. What was heard
/// by then, too, is passed on once: a message names its request. Who called us is answered. Blocks;
/// call it on virtual threads.
final class Backfill {
  private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 20;

  /// What is read again before the newest message that is known: a gateway may have died after it
  /// wrote a message of ours, and before it passed on an older one.
  private static final Duration AGAIN = Duration.ofMinutes(2);

  private final Channels channels;
  private final Places places;
  private final Passing passing;
  private final Told told;
  private final Lanes lanes;

  /// From where each channel is to be read, by the platform's ids, which grow with time.
  private final Map<ChannelRef, Long> from = new ConcurrentHashMap<>();

  Backfill(Channels channels, Places places, Passing passing, Told told, Lanes lanes) {
    this.channels = channels;
    this.places = places;
    this.passing = passing;
    this.told = told;
    this.lanes = lanes;
  }

  /// Notes how far each channel was heard. To be called before the connection opens.
  void remember() {
    for (LinkedChannel channel : channels.of(DiscordPort.PLATFORM)) {
      from.put(channel.ref(), last(channel));
    }
  }

  private long last(LinkedChannel channel) {
    long linked = TimeUtil.getDiscordTimestamp(channel.since().toEpochMilli());
    return channels
        .last(channel.ref())
        .filter(Places::isId)
        .map(id -> TimeUtil.getTimeCreated(Long.parseUnsignedLong(id)).toInstant().minus(AGAIN))
        .map(time -> Math.max(linked, TimeUtil.getDiscordTimestamp(time.toEpochMilli())))
        .orElse(linked);
  }

  /// Notes that a message was heard: what came before it was heard too.
  void heard(ChannelRef channel, String message) {
    from.put(channel, Long.parseUnsignedLong(message));
  }

  /// Passes on what came since, in the order in which it was said; what is heard from now on comes
  /// behind it.
  void read() {
    for (LinkedChannel channel : channels.of(DiscordPort.PLATFORM)) {
      long last = from.computeIfAbsent(channel.ref(), _ -> last(channel));
      lanes.then(channel.ref().channel(), () -> read(channel.ref(), last));
    }
  }

  private void read(ChannelRef channel, long last) {
    switch (places.of(channel)) {
      case Result.Ok(var place) -> read(place, last);
      case Result.Refused(_, var why) ->
          LOG.warn("what was said in {} meanwhile cannot be read: {}", channel, why);
      case Result.Later<?> _, Result.Unknown<?> _ ->
          LOG.debug("{} is not there to be read", channel);
    }
  }

  private void read(GuildMessageChannel channel, long last) {
    List<Message> missed = new ArrayList<>(after(channel, last));
    if (channel instanceof IThreadContainer threads) {
      threads.getThreadChannels().stream()
          .filter(thread -> thread.isPublic())
          .forEach(thread -> missed.addAll(after(thread, last)));
    }
    missed.stream()
        .filter(Passing::byPerson)
        .sorted(Comparator.comparingLong(Message::getIdLong))
        .forEach(this::pass);
  }

  private void pass(Message message) {
    if (passing.said(message)) {
      told.missed(message);
    }
  }

  private static List<Message> after(GuildMessageChannel channel, long last) {
    long newest = channel.getLatestMessageIdLong();
    List<Message> all = new ArrayList<>();
    if (newest != 0 && newest <= last) {
      return all;
    }
    long place = last;
    for (int page = 0; page < MOST_PAGES; page++) {
      String before = Long.toUnsignedString(place);
      List<Message> some = page(channel, before);
      all.addAll(some);
      if (some.size() < PAGE) {
        return all;
      }
      place = some.getFirst().getIdLong();
    }
    LOG.warn("more was said in {} meanwhile than is read", channel.getName());
    return all;
  }

  /// Asked for as long as the connection lasts: the next one reads from where this one stopped.
  private static List<Message> page(GuildMessageChannel channel, String before) {
    while (true) {
      switch (Patience.until(() -> Calls.call(() -> channel.getHistoryAfter(before, PAGE)))) {
        case Result.Ok(var history) -> {
          return history.getRetrievedHistory();
        }
        case Result.Refused(_, var why) -> {
          LOG.warn("what was said in {} meanwhile cannot be read: {}", channel.getName(), why);
          return List.of();
        }
        case Result.Later<?> _, Result.Unknown<?> _ -> {
          if (!lasts(channel.getJDA())) {
            return List.of();
          }
        }
      }
    }
  }

  private static boolean lasts(JDA connection) {
    return switch (connection.getStatus()) {
      case SHUTTING_DOWN, SHUTDOWN, FAILED_TO_LOGIN -> false;
      default -> !Thread.currentThread().isInterrupted();
    };
  }
}
