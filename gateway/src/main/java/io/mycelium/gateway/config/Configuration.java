package io.mycelium.gateway.config;

import java.time.Duration;

/// Everything that can be configured, with standard values that suit a trial on one machine. What
/// does not go together is refused by [IllegalArgumentException] with a sentence that names the
/// keys.
public record Configuration(
    Workspace workspace,
    Http http,
    Slack slack,
    Discord discord,
    Redis redis,
    Limits limits,
    Files files,
    Approvals approvals,
    Schedules schedules,
    JobsConfiguration jobs,
    Drone drone,
    Models models) {

  /// The tenant.
  public record Workspace(
      @Setting(
              standard = "main",
              form = Form.WORKSPACE,
              help = "Name of the workspace; part of every key in Redis.")
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
      @Setting(
              standard = "8080",
              min = "0",
              max = "65535",
              help = "Port to listen on; any free one, when 0.")
          int port,
      @Setting(
              standard = "",
              form = Form.WEB_ADDRESS,
              help =
                  "Address under which people reach the gateway, for links; http://host:port, when empty. With https, browsers keep sessions for TLS only.")
          String url,
      @Setting(standard = "256k", min = "1k", max = "16m", help = "Largest body of a call.")
          DataSize maxBody,
      @Setting(
              standard = "32m",
              min = "1k",
              max = "64m",
              help = "Largest file that can be uploaded.")
          DataSize maxUpload,
      @Setting(
              standard = "512",
              min = "1",
              max = "100000",
              help = "Calls under way at once; further ones are refused as busy.")
          int maxCalls,
      @Setting(standard = "2000", min = "0", max = "100000", help = "Open event streams in all.")
          int maxStreams,
      @Setting(standard = "20", min = "0", max = "100000", help = "Open event streams of one peer.")
          int maxStreamsPerPeer,
      @Setting(
              standard = "60s",
              min = "16s",
              max = "1h",
              help = "How long an idle connection stays open.")
          Duration idleTimeout) {}

  /// The bridge to Slack.
  public record Slack(
      @Setting(
              standard = "",
              form = Form.FILE,
              help =
                  "The file that holds the bot's token, xoxb-..., and nothing else; without it and a client-id there is no bridge to Slack.")
          String botTokenFile,
      @Setting(
              standard = "",
              form = Form.FILE,
              help =
                  "The file that holds the app's token for Socket Mode, xapp-..., and nothing else; without it Slack has to call this gateway over HTTP.")
          String appTokenFile,
      @Setting(
              standard = "",
              form = Form.FILE,
              help = "The file that holds what Slack signs its calls over HTTP with.")
          String signingSecretFile,
      @Setting(
              standard = "",
              help =
                  "The app's client id, as Slack shows it; with it other workspaces can let Mycelium in by 'platform join slack'.")
          String clientId,
      @Setting(
              standard = "",
              form = Form.FILE,
              help =
                  "The file that holds the app's client secret and nothing else; the tokens of those workspaces are kept sealed with it.")
          String clientSecretFile,
      @Setting(
              standard = "",
              form = Form.WEB_ADDRESS,
              help = "Where Slack's Web API is, when it is not where it always is.")
          String api,
      @Setting(
              standard = "2",
              min = "1",
              max = "10",
              help = "How many Socket Mode connections are held open.")
          int connections,
      @Setting(
              standard = "1s",
              min = "0s",
              max = "1m",
              help =
                  "How long a channel is left alone after a message; Slack allows about one a second.")
          Duration rest,
      @Setting(
              standard = "3s",
              min = "1s",
              max = "1m",
              help =
                  "How long Slack waits for the first sign of an answer; what takes longer to find out comes later, or is asked for again.")
          Duration patience) {
    /// Whether there is a bridge to Slack.
    public boolean configured() {
      return !botTokenFile.isEmpty() || !clientId.isEmpty();
    }
  }

  /// The bridge to Discord.
  public record Discord(
      @Setting(
              standard = "",
              form = Form.FILE,
              help =
                  "The file that holds the bot's token and nothing else; there is no bridge to Discord, when empty.")
          String botTokenFile,
      @Setting(
              standard = "",
              form = Form.WEB_ADDRESS,
              help =
                  "Where Discord's REST interface is, with its version, when it is not where it always is.")
          String api,
      @Setting(
              standard = "",
              form = Form.SOCKET_ADDRESS,
              help = "Where Discord's gateway is, when it is not where it always is.")
          String gateway,
      @Setting(
              standard = "1s",
              min = "0s",
              max = "1m",
              help =
                  "How long a channel is left alone after a message; Discord allows five in five seconds.")
          Duration rest,
      @Setting(
              standard = "3s",
              min = "1s",
              max = "1m",
              help =
                  "How long Discord waits for the first sign of an answer; what takes longer to find out comes later, or is asked for again.")
          Duration patience) {
    /// Whether there is a bridge to Discord.
    public boolean configured() {
      return !botTokenFile.isEmpty();
    }
  }

  /// The store.
  public record Redis(
      @Setting(
              standard = "",
              form = Form.REDIS_URL,
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
      @Setting(
              standard = "2000",
              min = "1",
              max = "1000000",
              help = "Calls of one peer that may come at once.")
          int callsBurst,
      @Setting(
              standard = "1000",
              min = "1",
              max = "1000000",
              help = "Calls of one peer per second in the long run.")
          int callsPerSecond,
      @Setting(
              standard = "20",
              min = "1",
              max = "1000000",
              help = "Wrong keys from one address that may come at once.")
          int wrongKeysBurst,
      @Setting(
              standard = "1",
              min = "1",
              max = "1000000",
              help = "Wrong keys from one address per second in the long run.")
          int wrongKeysPerSecond) {}

  /// Files that were uploaded.
  public record Files(
      @Setting(
              standard = "1d",
              min = "10m",
              max = "3650d",
              help = "How long a file is kept that no call has named yet.")
          Duration unused,
      @Setting(
              standard = "90d",
              min = "1d",
              max = "3650d",
              help = "How long a file is kept from the last call that named it on.")
          Duration retention) {}

  /// Approvals.
  public record Approvals(
      @Setting(
              standard = "24h",
              min = "10s",
              max = "365d",
              help = "After which an undecided approval expires.")
          Duration life,
      @Setting(
              standard = "4h",
              min = "1m",
              max = "365d",
              help =
                  "After which those who may decide are reminded, once, if it is still undecided.")
          Duration remindAfter) {}

  /// Schedules.
  public record Schedules(
      @Setting(
              standard = "1m",
              min = "1s",
              max = "1d",
              help = "The shortest time between two runs of a schedule.")
          Duration shortest) {}

  /// The drone that `up` starts.
  public record Drone(
      @Setting(standard = "true", help = "Whether to start one.") boolean start,
      @Setting(
              standard = "2",
              min = "1",
              max = "" + io.mycelium.core.job.Drone.MOST_SLOTS,
              help = "How many jobs it runs at once.")
          int slots,
      @Setting(
              standard = "",
              form = Form.FOLDERS,
              help =
                  "Folders below which jobs may read, separated by colons; the folder where up was started, when empty.")
          String roots,
      @Setting(
              standard = "",
              form = Form.FOLDERS,
              help =
                  "Folders below which jobs of trusted functions may write, separated by colons; none, when empty.")
          String writable,
      @Setting(
              standard = "",
              form = Form.HOURS,
              help = "When it takes jobs, by this machine's clock; always, when empty.")
          String only,
      @Setting(
              standard = "0s",
              min = "0s",
              max = "1d",
              help =
                  "How long nobody must have used this machine before it takes jobs; 0s when that does not matter.")
          Duration idle,
      @Setting(
              standard = "false",
              help =
                  "Whether jobs that run are given to other drones when it takes no more, instead of going on to their end.")
          boolean takeBack) {}

  /// What reads the sentences that people say to the bot.
  public record Models(
      @Setting(
              standard = "true",
              help =
                  "Whether free text is compared with the commands' example sentences, in this process.")
          boolean sentences,
      @Setting(
              standard = "none",
              help =
                  "Whom to ask about what no example is near to: none, openai (and all who speak the same) or anthropic. What people say to the bot is sent there.")
          Provider provider,
      @Setting(
              standard = "",
              form = Form.WEB_ADDRESS,
              help = "The provider's address, such as https://llm.example/v1.")
          String url,
      @Setting(standard = "", help = "The model's name there.") String name,
      @Setting(
              standard = "",
              form = Form.FILE,
              help = "The file that holds the provider's key and nothing else; none, when empty.")
          String keyFile,
      @Setting(
              standard = "20s",
              min = "1s",
              max = "5m",
              help = "How long an answer of the provider is waited for.")
          Duration timeout) {
    public Models {
      if (provider != Provider.NONE && (url.isEmpty() || name.isEmpty())) {
        throw new IllegalArgumentException(
            "models.provider is given, so models.url and models.name have to be given too");
      }
    }
  }

  /// Whose language models are spoken to.
  public enum Provider {
    NONE,
    OPENAI,
    ANTHROPIC
  }
}
