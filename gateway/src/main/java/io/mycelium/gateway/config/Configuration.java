package io.mycelium.gateway.config;

import java.time.Duration;

/// Everything that can be configured, with standard values that suit a trial on one machine.
public record Configuration(
    Workspace workspace,
    Http http,
    Redis redis,
    Limits limits,
    Approvals approvals,
    Jobs jobs,
    Drone drone) {

  /// The tenant.
  public record Workspace(
      @Setting(standard = "main", help = "Name of the workspace; part of every key in Redis.")
          String name,
      @Setting(
              standard = "",
              help =
                  "Name of the first administrator; the user who starts the gateway, when empty.")
          String administrator) {}

  /// The HTTP server.
  public record Http(
      @Setting(
              standard = "127.0.0.1",
              help =
                  "Address to listen on. Anything but a loopback address needs TLS in front of it.")
          String host,
      @Setting(standard = "8080", help = "Port to listen on.") int port,
      @Setting(
              standard = "",
              help =
                  "Address under which people reach the gateway, for links; http://host:port, when empty.")
          String url,
      @Setting(standard = "256k", help = "Largest body of a call.") DataSize maxBody,
      @Setting(
              standard = "512",
              help = "Calls under way at once; further ones are refused as busy.")
          int maxCalls,
      @Setting(standard = "2000", help = "Open event streams in all.") int maxStreams,
      @Setting(standard = "20", help = "Open event streams of one peer.") int maxStreamsPerPeer,
      @Setting(standard = "60s", help = "How long an idle connection stays open.")
          Duration idleTimeout) {}

  /// The store.
  public record Redis(
      @Setting(
              standard = "",
              help =
                  "Redis to use, such as redis://:PASSWORD@HOST:6379; an embedded one is started, when empty.")
          String url,
      @Setting(
              standard = "everysec",
              help = "When the embedded Redis writes to disk: everysec or always.")
          AppendFsync appendFsync) {}

  /// When the embedded Redis writes to disk.
  public enum AppendFsync {
    EVERYSEC,
    ALWAYS
  }

  /// Rate limits, per gateway.
  public record Limits(
      @Setting(standard = "2000", help = "Calls of one peer that may come at once.") int callsBurst,
      @Setting(standard = "1000", help = "Calls of one peer per second in the long run.")
          int callsPerSecond,
      @Setting(standard = "20", help = "Wrong keys from one address that may come at once.")
          int wrongKeysBurst,
      @Setting(standard = "1", help = "Wrong keys from one address per second in the long run.")
          int wrongKeysPerSecond) {}

  /// Approvals.
  public record Approvals(
      @Setting(standard = "24h", help = "After which an undecided approval expires.") Duration life,
      @Setting(standard = "4h", help = "After which those who may decide are reminded.")
          Duration remindAfter) {}

  /// The job queue.
  public record Jobs(
      @Setting(standard = "6s", help = "How long a drone keeps a job without a heartbeat.")
          Duration lease,
      @Setting(standard = "2s", help = "Between heartbeats of a drone.") Duration beat,
      @Setting(standard = "1s", help = "Between looks for jobs whose drone is gone.") Duration reap,
      @Setting(standard = "10s", help = "How long a silent drone counts as live.") Duration alive,
      @Setting(standard = "30d", help = "How long an ended job is kept.") Duration retention) {}

  /// The drone that `up` starts.
  public record Drone(
      @Setting(standard = "true", help = "Whether to start one.") boolean start,
      @Setting(standard = "2", help = "How many jobs it runs at once.") int slots,
      @Setting(
              standard = "",
              help =
                  "Folders below which jobs may read, separated by colons; the folder where up was started, when empty.")
          String roots) {}
}
