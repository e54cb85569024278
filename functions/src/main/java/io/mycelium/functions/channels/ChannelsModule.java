package io.mycelium.functions.channels;

import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.chat.Button;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.room.ShownPost;
import io.mycelium.core.room.Timeline;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.OutboxHandler;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/// The feature as the gateway composes it.
public final class ChannelsModule {
  private final Parts parts;
  private final ChannelDirectory directory;
  private final Copies copies;
  private final Platforms platforms;
  private final ChannelView view;

  /// What the feature works with.
  ///
  /// @param ports of the platforms that there are bridges to; asked for when they are needed
  public record Parts(
      AggregateStore store,
      EventFeed feed,
      EventLog log,
      Peers peers,
      Rooms rooms,
      Timeline timeline,
      InstantSource clock,
      Supplier<? extends Collection<? extends ChannelPort<?>>> ports) {}

  /// Tells the buttons of a post that anybody is offered.
  @FunctionalInterface
  public interface Offers {
    List<Button> of(ShownPost shown);
  }

  public ChannelsModule(Parts parts) {
    this.parts = parts;
    this.directory = new ChannelDirectory(parts.store(), parts.feed(), parts.clock());
    this.copies = new Copies(parts.store(), parts.clock());
    this.platforms = new Platforms(parts.ports());
    this.view = new ChannelView(parts.store(), parts.peers());
  }

  public Channels channels() {
    return directory;
  }

  public List<Function> functions() {
    var links = new LinkCommits(parts.store(), directory);
    return List.of(
        new Function(
            new FunctionName("channel"),
            "Show rooms in channels of Slack and Discord",
            FunctionLimits.STANDARD,
            List.of(
                new LinkChannel(links, platforms, view).command(),
                new UnlinkChannel(links).command(),
                new ListChannels(parts.store(), directory, platforms, parts.rooms()).command())));
  }

  public List<SubjectView> views() {
    return List.of(view);
  }

  /// What the outbox owes channels.
  public List<OutboxHandler> handlers(Accounts accounts, Offers offers) {
    return List.of(
        new Deliver(
            new Deliver.Parts(
                directory,
                copies,
                platforms,
                parts.timeline(),
                offers,
                accounts,
                parts.peers(),
                parts.clock())));
  }

  /// Begins to tell from the event log what channels are owed; ends when it is closed.
  public AutoCloseable plan() {
    return new Planner(parts.store(), parts.log(), directory, copies, parts.clock())
        .start(parts.feed());
  }
}
