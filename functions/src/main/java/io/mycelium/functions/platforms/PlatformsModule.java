package io.mycelium.functions.platforms;

import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.Installations;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The feature as the gateway composes it.
public final class PlatformsModule {
  private final Parts parts;
  private final InstallationStore installations;

  /// What the feature works with.
  ///
  /// @param tenants of the platforms that there are bridges to, by the platforms' names; asked for
  ///   when they are needed, because bridges start after the features
  public record Parts(
      AggregateStore store,
      EventFeed feed,
      Channels channels,
      InstantSource clock,
      SecureRandom random,
      Supplier<Map<String, Tenants>> tenants) {}

  public PlatformsModule(Parts parts) {
    this.parts = parts;
    this.installations = new InstallationStore(parts.store(), parts.feed(), parts.clock());
  }

  public Installations installations() {
    return installations;
  }

  public List<Function> functions() {
    var workspaces = new Workspaces(parts.tenants());
    return List.of(
        new Function(
            new FunctionName("platform"),
            "Be in several workspaces of Slack and Discord",
            FunctionLimits.STANDARD,
            List.of(
                new JoinPlatform(workspaces, installations, parts.random()).command(),
                new ListPlatforms(workspaces, installations, parts.channels()).command(),
                new LeavePlatform(workspaces, installations).command())));
  }
}
