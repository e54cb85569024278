package io.mycelium.functions.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.functions.Harness;
import io.mycelium.functions.accounts.AccountsModule;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A channel on a wall that shows a room, and its delivery step by step.
abstract class DeliverCase {
  static final ChannelRef CHANNEL = new ChannelRef("wall", "T1", "C1");
  static final Duration LEASE = Duration.ofSeconds(3);

  final Wall wall = new Wall();
  ChannelsModule channels;

  @RegisterExtension
  final Harness mycelium =
      Harness.with(harness -> {
        channels = module(harness);
        return new Harness.Feature(channels.functions(), channels.views());
      });

  private OutboxHandler deliver;
  AutoCloseable planner;

  ChannelsModule module(Harness harness) {
    return new ChannelsModule(
        new ChannelsModule.Parts(
            harness.store(),
            harness.feed(),
            harness.events(),
            harness.peers(),
            harness.rooms(),
            harness.timeline(),
            harness.clock(),
            () -> List.of(wall)));
  }

  @BeforeEach
  void link() {
    planner = channels.plan();
    deliver = channels.handlers(accounts(mycelium.peers()), _ -> List.of()).getFirst();
    assertThat(mycelium.olga().run("channel link main --channel " + CHANNEL))
        .isInstanceOf(Reply.Card.class);
  }

  private Accounts accounts(Peers peers) {
    return new AccountsModule(
            new AccountsModule.Parts(
                mycelium.store(),
                mycelium.feed(),
                peers,
                mycelium.peersModule().guests(),
                channels.channels(),
                mycelium.clock(),
                new SecureRandom()))
        .accounts();
  }

  @AfterEach
  void stop() throws Exception {
    planner.close();
  }

  /// Waits until everything that happened is planned.
  final void planned(int owed) {
    await().until(() -> mycelium.store().count(ChannelRecords.owed(CHANNEL)) == owed);
  }

  final Settled handle() {
    OutboxRow row = row();
    Settled settled = deliver(row);
    mycelium.workspace().outbox().later(row, mycelium.clock().instant());
    return settled;
  }

  final Settled deliver(OutboxRow row) {
    try {
      return deliver.handle(row);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  final OutboxRow row() {
    mycelium.clock().advance(LEASE);
    return mycelium.workspace().outbox().take(10, LEASE).stream()
        .filter(row -> row.kind().equals(Copies.ROW))
        .findFirst()
        .orElseThrow();
  }

  final void say(String words) {
    mycelium.olga().run("say " + words);
  }

  /// Somebody says something in the channel.
  final void said(String words, String message) {
    passed("say", Json.object().put("text", words), message, "said");
  }

  /// Somebody does something with a message there.
  final Reply passed(String command, ObjectNode options, String message, String deed) {
    return mycelium
        .pipeline()
        .run(
            new Request(
                Optional.of(mycelium.olga().secret()),
                command,
                options,
                "main",
                Optional.empty(),
                "wall-" + deed + "-" + message,
                Optional.empty(),
                ZoneOffset.UTC,
                Locale.ROOT,
                "test",
                Optional.of(new MessageRef(CHANNEL, message)),
                Optional.empty()));
  }
}
