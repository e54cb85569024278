package io.mycelium.bridge.discord;

import io.mycelium.chatting.Lanes;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Roots;
import io.mycelium.chatting.desk.Saying;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.Flags;
import io.mycelium.core.state.Leases;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The bridge to Discord, for all guilds that the bot is in.
public final class DiscordBridge implements AutoCloseable {
  /// The one connection there is.
  private static final String SHARD = "discord/0";

  /// What it works with.
  ///
  /// @param leases which gateway connects
  /// @param flags what was deployed last
  public record Parts(
      Desk desk,
      Catalogue.Source catalogue,
      Channels channels,
      Accounts accounts,
      Blobs blobs,
      Leases leases,
      Flags flags,
      InstantSource clock) {}

  private final DiscordPort port;
  private final Asking asking;
  private final Fetching fetching;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Connecting connecting;
  private final Checkup checkup;

  /// Begins to connect, if no other gateway does; what Discord does not answer now is tried again
  /// until it does.
  public static DiscordBridge start(DiscordSettings settings, Parts parts) {
    var bridge = new DiscordBridge(settings, parts);
    bridge.connecting.start();
    return bridge;
  }

  private DiscordBridge(DiscordSettings settings, Parts parts) {
    var line = new Line();
    var echoes = new Echoes();
    var attaching = new Attaching(parts.blobs());
    this.asking = new Asking(settings);
    this.port = new DiscordPort(line, asking, attaching, echoes, parts.channels(), settings.rest());
    this.fetching = new Fetching(parts.desk());
    var people = new People(parts.accounts());
    var lanes = new Lanes(threads);
    var places = new Places(line);
    var roots = new Roots(parts.channels(), places::isOurs);
    var saying = new Saying(parts.desk(), roots);
    var passing = new Passing(saying, parts.channels(), people, fetching);
    var shower = new Shower(attaching, parts.clock());
    var told = new Told(parts, roots, people, shower, threads);
    var backfill = new Backfill(parts.channels(), places, passing, told, lanes);
    var changing = new Changing(parts.desk(), parts.channels(), people);
    var hearing =
        new Hearing(
            new Hearing.Parts(told, passing, changing, backfill, echoes),
            new Hearing.Threads(threads, lanes));
    var prompt = new Prompt(threads, settings.patience());
    var deeds = new Deeds(parts, people, fetching, shower, prompt);
    var commanding = new Commanding(parts.catalogue(), parts.flags());
    this.connecting =
        new Connecting(
            settings,
            asking,
            line,
            new Holding(parts.leases(), SHARD),
            new Connecting.Listeners(hearing, deeds, backfill, commanding),
            new Apart(parts.clock()));
    this.checkup = new DiscordCheckup(asking, connecting, line, parts.channels());
  }

  /// Looks whether Discord lets it do what it is for.
  public Checkup checkup() {
    return checkup;
  }

  /// The guilds that it is in.
  public Tenants tenants() {
    return new DiscordTenants(asking);
  }

  /// How Discord is written to.
  public ChannelPort<?> port() {
    return port;
  }

  @Override
  public void close() {
    connecting.close();
    threads.shutdownNow();
    fetching.close();
    asking.close();
  }
}
