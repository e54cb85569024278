package io.mycelium.core.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Somebody's account on a chat platform. Written like a channel, `slack/T024BE7LD/U2147483697`.
///
/// @param platform such as `slack`
/// @param tenant the workspace in which the account is one; `all` where accounts are the platform's
/// @param user unique in the tenant
public record Account(String platform, String tenant, String user) {
  /// The tenant of accounts that hold for a whole platform.
  public static final String EVERYWHERE = "all";

  public Account {
    if (!ChannelRef.isPart(platform) || !ChannelRef.isPart(tenant) || !ChannelRef.isPart(user)) {
      throw new IllegalArgumentException(
          "an account is named by three words of letters and digits");
    }
  }

  /// Reads what [#key] writes.
  ///
  /// @throws IllegalArgumentException when it is no such key
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Account of(String key) {
    ChannelRef parts = ChannelRef.of(key);
    return new Account(parts.platform(), parts.tenant(), parts.channel());
  }

  /// One word for it.
  @JsonValue
  public String key() {
    return platform + '/' + tenant + '/' + user;
  }

  @Override
  public String toString() {
    return key();
  }
}
