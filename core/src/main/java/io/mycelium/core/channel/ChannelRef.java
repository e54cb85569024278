package io.mycelium.core.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A channel of a chat platform, as the platform knows it. Written `slack/T024BE7LD/C061EG9SL`.
///
/// @param platform such as `slack`
/// @param tenant the workspace or guild there
/// @param channel unique in the tenant
public record ChannelRef(String platform, String tenant, String channel) {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern KEY = Pattern.compile("([^/]*)/([^/]*)/([^/]*)");

  public ChannelRef {
    if (!isPart(platform) || !isPart(tenant) || !isPart(channel)) {
      throw new IllegalArgumentException("a channel is named by three words of letters and digits");
    }
  }

  /// Reads what [#key] writes.
  ///
  /// @throws IllegalArgumentException when it is no such key
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ChannelRef of(String key) {
    return read(key)
        .orElseThrow(
            () -> new IllegalArgumentException("a channel is written PLATFORM/TENANT/CHANNEL"));
  }

  /// The channel that a stranger's text names; nothing when it has another form.
  public static Optional<ChannelRef> read(String key) {
    Matcher m = KEY.matcher(key);
    return m.matches() && isPart(m.group(1)) && isPart(m.group(2)) && isPart(m.group(3))
        ? Optional.of(new ChannelRef(m.group(1), m.group(2), m.group(3)))
        : Optional.empty();
  }

  static boolean isPart(String text) {
    return PART.matcher(text).matches();
  }

  /// One word for it.
  @JsonValue
  public String key() {
    return platform + '/' + tenant + '/' + channel;
  }

  @Override
  public String toString() {
    return key();
  }
}
