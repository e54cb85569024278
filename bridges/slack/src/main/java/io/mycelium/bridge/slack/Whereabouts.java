package io.mycelium.bridge.slack;

import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.ChannelRef;
import java.util.Optional;

/// Who did something in Slack, where, and how they can be answered.
///
/// @param response an address that takes answers for half an hour
/// @param trigger opens a form, for three seconds
record Whereabouts(
    String team,
    String channel,
    String user,
    Optional<String> thread,
    Optional<String> response,
    Optional<String> trigger) {

  /// Somewhere that can be answered by a message only.
  static Whereabouts of(String team, String channel, String user, Optional<String> thread) {
    return new Whereabouts(team, channel, user, thread, Optional.empty(), Optional.empty());
  }

  ChannelRef ref() {
    return new ChannelRef(SlackPort.PLATFORM, team, channel);
  }

  Visit visit(String id, People people) {
    People.Person person = people.find(user);
    return new Visit(
        new Account(SlackPort.PLATFORM, team, user),
        people.profile(user),
        ref(),
        thread,
        id,
        person.zone(),
        person.locale());
  }
}
