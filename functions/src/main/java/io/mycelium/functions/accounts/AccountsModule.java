package io.mycelium.functions.accounts;

import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.peers.Guests;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// The feature as the gateway composes it.
public final class AccountsModule {
  private static final int WRONG_CODES = 5;

  private final Parts parts;
  private final AccountStore accounts;
  private final GroupRoles groups;
  private final PlatformAccounts platform;

  /// What the feature works with.
  public record Parts(
      AggregateStore store,
      EventFeed feed,
      Peers peers,
      Guests guests,
      Channels channels,
      InstantSource clock,
      SecureRandom random) {}

  public AccountsModule(Parts parts) {
    this.parts = parts;
    this.accounts = new AccountStore(parts.store());
    this.groups = new GroupRoles(parts.store(), parts.feed(), parts.channels());
    var claims =
        new Claims(
            parts.store(),
            accounts,
            parts.guests(),
            parts.peers(),
            new RateLimits(WRONG_CODES, 1, parts.clock()),
            parts.clock());
    this.platform =
        new PlatformAccounts(
            accounts, groups, parts.guests(), parts.peers(), claims, parts.clock(), parts.feed());
  }

  public Accounts accounts() {
    return platform;
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("account"),
            "Say who the people of chat platforms are here",
            FunctionLimits.STANDARD,
            List.of(
                new LinkAccount(parts.store(), parts.peers(), platform, parts.random()).command(),
                new ListAccounts(accounts, parts.peers()).command(),
                new UnlinkAccount(parts.store(), accounts, platform::changed).command(),
                new MapGroup(parts.store(), groups).command())));
  }
}
