package io.mycelium.drone.sandbox.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What lies behind an address.
final class Addresses {
  /// A network, by its first bits.
  private record Range(InetAddress start, int bits) {
    static Range of(String address, int bits) {
      return new Range(literal(address).orElseThrow(), bits);
    }

    boolean holds(byte[] address) {
      byte[] first = start.getAddress();
      if (address.length != first.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /// Those that IANA lists as not reachable from everywhere, and those that carry another address
  /// in them, by which a private one could be meant.
  private static final List<Range> PRIVATE =
      List.of(
          Range.of("0.0.0.0", 8),
          Range.of("10.0.0.0", 8),
          Range.of("100.64.0.0", 10),
          Range.of("127.0.0.0", 8),
          Range.of("169.254.0.0", 16),
          Range.of("172.16.0.0", 12),
          Range.of("192.0.0.0", 24),
          Range.of("192.0.2.0", 24),
          Range.of("192.168.0.0", 16),
          Range.of("198.18.0.0", 15),
          Range.of("198.51.100.0", 24),
          Range.of("203.0.113.0", 24),
          Range.of("224.0.0.0", 3),
          Range.of("[::]", 96),
          Range.of("[64:ff9b::]", 32),
          Range.of("[100::]", 64),
          Range.of("[2001::]", 23),
          Range.of("[2001:db8::]", 32),
          Range.of("[2002::]", 16),
          Range.of("[fc00::]", 7),
          Range.of("[fe80::]", 9),
          Range.of("[ff00::]", 8));

  private Addresses() {}

  /// Whether it is not one of the open Internet: loopback, link-local, of a private network, for
  /// many at once, or reserved.
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return PRIVATE.stream().anyMatch(range -> range.holds(bytes));
  }

  /// The address that a text is, without asking anybody; IPv6 in brackets.
  static Optional<InetAddress> literal(String text) {
    try {
      if (text.startsWith("[") && text.endsWith("]")) {
        return Optional.of(InetAddress.getByName(text));
      }
      return isDotted(text)
          ? Optional.of(Inet4Address.getByAddress(octets(text)))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean isDotted(String text) {
    String[] parts = text.split("\\.", -1);
    return parts.length == 4
        && Arrays.stream(parts).allMatch(p -> p.matches("\\d{1,3}") && Integer.parseInt(p) < 256);
  }

  private static byte[] octets(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] octets = new byte[4];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) Integer.parseInt(parts[i]);
    }
    return octets;
  }
}
