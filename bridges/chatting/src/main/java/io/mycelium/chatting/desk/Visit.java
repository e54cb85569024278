package io.mycelium.chatting.desk;

import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Profile;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Something that somebody does on a platform: who, where, and which delivery of the platform it
/// is.
///
/// @param thread the message on whose thread it is done
/// @param id the same whenever the platform delivers the same deed again; 1 to 100 printable
///   characters of ASCII
public record Visit(
    Account account,
    Profile profile,
    ChannelRef channel,
    Optional<String> thread,
    String id,
    ZoneId zone,
    Locale locale) {

  /// The same under another name of the deed.
  public Visit named(String other) {
    return new Visit(account, profile, channel, thread, other, zone, locale);
  }
}
