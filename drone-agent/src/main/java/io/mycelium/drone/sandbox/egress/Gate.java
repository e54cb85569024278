package io.mycelium.drone.sandbox.egress;

import io.mycelium.core.job.HostPattern;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.core.text.PlainText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/// Decides where a contained program may connect to.
///
/// A name is resolved once, here, and what is connected to are the addresses that were looked at: a
/// name that leads elsewhere at the next question gains nothing.
final class Gate {
  private static final int LONGEST_SHOWN = 120;

  private final NetworkPolicy.Allowed allowed;

  Gate(NetworkPolicy.Allowed allowed) {
    this.allowed = allowed;
  }

  /// What it says.
  sealed interface Decision {
    /// It may.
    ///
    /// @param addresses to be tried in this order
    record Open(List<InetAddress> addresses) implements Decision {}

    /// It may not.
    ///
    /// @param why a sentence for people
    record Refused(String why) implements Decision {}

    /// Nobody knows where that is.
    ///
    /// @param why a sentence for people
    record Unknown(String why) implements Decision {}
  }

  Decision decide(Destination to) {
    String shown = PlainText.line(to.toString(), LONGEST_SHOWN);
    if (!allowed.allows(to.host(), to.port())) {
      return new Decision.Refused(
          "The connection to %s was refused: it is not on the list of the function's network."
              .formatted(shown));
    }
    InetAddress[] all;
    try {
      all = InetAddress.getAllByName(to.host());
    } catch (UnknownHostException e) {
      return new Decision.Unknown("The host of %s is not known.".formatted(shown));
    }
    List<InetAddress> open =
        Stream.of(all)
            .filter(address -> !Addresses.isPrivate(address) || isNamed(address, to.port()))
            .toList();
    if (open.isEmpty()) {
      return new Decision.Refused(
          "The connection to %s was refused: it leads to %s, a private address that the list of the function's network does not name."
              .formatted(shown, all[0].getHostAddress()));
    }
    return new Decision.Open(open);
  }

  /// Whether a pattern names that very address.
  private boolean isNamed(InetAddress address, int port) {
    return allowed.hosts().stream()
        .filter(pattern -> pattern.port() == port)
        .map(HostPattern::host)
        .anyMatch(host -> Addresses.literal(host).filter(address::equals).isPresent());
  }
}
