package io.mycelium.bridge.slack;

import com.slack.api.model.Message;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what was said while nobody heard it. What was heard by then, too, is passed on once: a
/// message names its request. For one thread.
final class Backfill {
  private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

  /// A page of a channel's messages.
  private static final int PAGE = 200;

  private static final int MOST_PAGES = 10;

  private final Api api;
  private final Channels channels;
  private final Passing passing;

  /// From where each channel is to be read.
  private Map<ChannelRef, String> from = new HashMap<>();

  Backfill(Api api, Channels channels, Passing passing) {
    this.api = api;
    this.channels = channels;
    this.passing = passing;
  }

  /// Notes how far each channel was heard. To be called before something newer may be heard.
  void remember() {
    Map<ChannelRef, String> now = new HashMap<>();
    for (LinkedChannel channel : channels.of(SlackPort.PLATFORM)) {
      now.put(
          channel.ref(),
          channels
              .last(channel.ref())
              .orElseGet(() -> Long.toString(channel.since().getEpochSecond())));
    }
    from = now;
  }

  /// Passes on what came since, in the order in which it was said.
  void read() {
    from.forEach((channel, last) -> {
      try {
        read(channel, last);
      } catch (RuntimeException e) {
        LOG.warn("what was said in {} meanwhile cannot be read: {}", channel, e.toString());
      }
    });
  }

  private void read(ChannelRef channel, String last) {
    var where = Whereabouts.of(channel.tenant(), channel.channel(), "", Optional.empty());
    List<Message> missed = new ArrayList<>();
    for (Message message : recent(channel, last)) {
      if (later(message.getTs(), last)) {
        missed.add(message);
      }
      if (message.getLatestReply() != null && later(message.getLatestReply(), last)) {
        missed.addAll(replies(channel, message.getTs(), last));
      }
    }
    missed.stream()
        .filter(passing::byPerson)
        .sorted(Comparator.comparing(Message::getTs))
        .forEach(message -> passing.said(where, message));
  }

  /// The newest messages, until one that was heard, and a page at least: threads on older ones may
  /// have grown.
  private List<Message> recent(ChannelRef channel, String last) {
    List<Message> all = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String next = cursor;
      var response =
          api.call(c ->
                  c.conversationsHistory(
                      r -> r.channel(channel.channel()).limit(PAGE).cursor(next)))
              .ok();
      if (response.isEmpty()) {
        return all;
      }
      all.addAll(response.get().getMessages());
      cursor =
          Optional.ofNullable(response.get().getResponseMetadata())
              .map(meta -> meta.getNextCursor())
              .orElse("");
      if (cursor.isEmpty() || all.stream().anyMatch(m -> !later(m.getTs(), last))) {
        return all;
      }
    }
    return all;
  }

  private List<Message> replies(ChannelRef channel, String root, String last) {
    return api.call(c ->
            c.conversationsReplies(
                r -> r.channel(channel.channel()).ts(root).oldest(last).limit(PAGE)))
        .map(response ->
            response.getMessages().stream()
                .filter(message -> !message.getTs().equals(root) && later(message.getTs(), last))
                .toList())
        .ok()
        .orElse(List.of());
  }

  /// Slack's times have as many digits each.
  private static boolean later(String one, String other) {
    return one.compareTo(other) > 0;
  }
}
