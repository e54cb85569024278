package io.mycelium.bridge.web;

import io.mycelium.core.chat.Chat;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.Risk;
import io.mycelium.core.command.ShellWords;
import io.mycelium.core.fixture.MutableClock;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.pipeline.ApprovalDesk;
import io.mycelium.core.pipeline.Attachments;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.EmojiNames;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.peers.PeersModule;
import io.mycelium.functions.rooms.RoomsModule;
import io.mycelium.functions.tasks.TasksModule;
import io.mycelium.redis.state.RedisWorkspace;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The rooms and tasks of a workspace, the chat over them, and calls as people type them.
final class Talk {
  private final AtomicInteger requests = new AtomicInteger();
  private final MutableClock clock;
  private final Catalogue catalogue;
  private final Pipeline pipeline;
  private final Chat chat;

  /// What it talks over.
  record Parts(
      RedisWorkspace workspace,
      Blobs blobs,
      EventFeed feed,
      PeersModule peers,
      Ids ids,
      MutableClock clock,
      Identify identify) {}

  Talk(Parts parts) {
    this.clock = parts.clock();
    var tasks =
        new TasksModule(
            parts.workspace().store(), parts.peers().peers(), parts.ids(), new Random(1));
    var views = new SubjectViews(tasks.views());
    var rooms =
        new RoomsModule(
            new RoomsModule.Parts(
                parts.workspace().store(),
                parts.feed(),
                parts.workspace().marks(),
                parts.peers().peers(),
                parts.ids(),
                new Random(2),
                () -> views,
                tasks::thread,
                EmojiNames.NONE));
    List<Function> functions =
        Stream.of(parts.peers().functions(), rooms.functions(), tasks.functions())
            .flatMap(List::stream)
            .toList();
    catalogue = Catalogue.of(1, functions);
    pipeline =
        new Pipeline(
            new Pipeline.Parts(
                parts.identify(),
                () -> catalogue,
                Switches.NONE,
                rooms.rooms(),
                parts.workspace().store(),
                new Attachments(parts.blobs(), Attachments.Lives.STANDARD),
                views,
                parts.workspace().confirmations(),
                new Freely(),
                Talk::handle,
                parts.workspace().audit(),
                clock));
    chat =
        new Chat(
            new Chat.Parts(
                pipeline, () -> catalogue, rooms.timeline(), parts.workspace().events()));
  }

  Chat chat() {
    return chat;
  }

  private static <O> Reply handle(Ready<O> call) {
    return call.command().handler().handle(call.options(), call.invocation());
  }

  /// Runs a line of one or two words and options, in a room, a millisecond after the one before.
  Reply run(String key, String room, String line) {
    clock.advance(Duration.ofMillis(1));
    List<String> words = ShellWords.split(line);
    String noun = words.getFirst();
    int named = words.size() > 1 && catalogue.find(noun + ' ' + words.get(1)).isPresent() ? 2 : 1;
    String command = String.join(" ", words.subList(0, named));
    var options = catalogue.find(command).orElseThrow().command().options().options();
    return pipeline.run(
        new Request(
            Optional.of(key),
            command,
            CommandLine.parse(words.subList(named, words.size()), options),
            room,
            Optional.empty(),
            "t-" + requests.incrementAndGet(),
            Optional.empty(),
            ZoneOffset.UTC,
            Locale.ROOT,
            "test"));
  }

  private static final class Freely implements ApprovalDesk {
    @Override
    public boolean runsFreely(Risk risk, RoomId room) {
      return true;
    }

    @Override
    public Reply ask(Ready<?> call) {
      throw new AssertionError("nothing needs an approval here");
    }
  }
}
