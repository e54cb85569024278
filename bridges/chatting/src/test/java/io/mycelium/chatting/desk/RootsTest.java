package io.mycelium.chatting.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.channel.Profile;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RootsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration BRIEF = Duration.ofMillis(300);
  private static final ChannelRef CHANNEL = new ChannelRef("wall", "T1", "C1");
  private static final MessageRef ROOT = new MessageRef(CHANNEL, "1");

  private final LinkedPosts channels = new LinkedPosts(CHANNEL);
  private final List<MessageRef> asked = new ArrayList<>();

  /// What the platform tells each time; at last it says that the message is ours.
  private final Deque<Optional<Boolean>> tells = new ArrayDeque<>();

  /// As often as the platform has to be asked until the root is a post; nothing when it never is.
  private Optional<Integer> noted = Optional.empty();

  private Roots roots(Duration longest) {
    return new Roots(channels, this::isOurs, longest);
  }

  private Optional<Boolean> isOurs(MessageRef message) {
    asked.add(message);
    noted.filter(times -> times == asked.size()).ifPresent(_ -> channels.add(message));
    return tells.isEmpty() ? Optional.of(true) : tells.pop();
  }

  @Test
  void aKnownRootIsNotAskedFor() {
    channels.add(ROOT);

    roots(LONG).await(on(Optional.of(ROOT.message())));

    assertThat(asked).isEmpty();
  }

  @Test
  void whatIsOnNoRootWaitsForNothing() {
    roots(LONG).await(on(Optional.empty()));

    assertThat(asked).isEmpty();
  }

  @Test
  void whereNoRoomIsShownNobodyWaits() {
    var elsewhere = new LinkedPosts(new ChannelRef("wall", "T1", "C2"));

    new Roots(elsewhere, this::isOurs, LONG).await(on(Optional.of(ROOT.message())));

    assertThat(asked).isEmpty();
  }

  @Test
  void aRootOfOursIsWaitedForUntilItIsKnown() {
    noted = Optional.of(1);

    roots(LONG).await(on(Optional.of(ROOT.message())));

    assertThat(asked).containsExactly(ROOT);
    assertThat(channels.post(ROOT)).isPresent();
  }

  @Test
  void aRootOfOthersIsAskedForOnceAndNotWaitedFor() {
    tells.add(Optional.of(false));
    Roots roots = roots(LONG);

    roots.await(on(Optional.of(ROOT.message())));
    roots.await(on(Optional.of(ROOT.message())));

    assertThat(asked).containsExactly(ROOT);
  }

  @Test
  void aPlatformThatDoesNotTellIsAskedAgain() {
    tells.addAll(List.of(Optional.empty(), Optional.empty(), Optional.of(false)));

    roots(LONG).await(on(Optional.of(ROOT.message())));

    assertThat(asked).hasSize(3);
  }

  @Test
  void aRootThatStaysUnknownIsGivenUpOnce() {
    Roots roots = roots(BRIEF);

    long began = System.nanoTime();
    roots.await(on(Optional.of(ROOT.message())));
    long waited = System.nanoTime() - began;
    roots.await(on(Optional.of(ROOT.message())));

    assertThat(waited).isGreaterThanOrEqualTo(BRIEF.toNanos());
    assertThat(asked).as("asked for by the first alone").containsExactly(ROOT);
  }

  private static Visit on(Optional<String> root) {
    return new Visit(
        new Account("wall", "T1", "U1"),
        new Profile("Ada", Set.of()),
        CHANNEL,
        root,
        "said/1",
        ZoneOffset.UTC,
        Locale.ROOT);
  }
}
