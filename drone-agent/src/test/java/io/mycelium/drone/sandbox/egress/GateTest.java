package io.mycelium.drone.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.HostPattern;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.egress.Gate.Decision;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  @Test
  void whatIsNotOnTheListIsRefusedWithoutAskingForItsAddress() {
    assertThat(decided("no-such-host.invalid", 443, "pypi.org:443"))
        .isEqualTo(
            new Decision.Refused(
                "The connection to no-such-host.invalid:443 was refused: it is not on the list of the function's network."));
  }

  @Test
  void nameThatLeadsToAPrivateAddressIsRefused() {
    assertThat(decided("localhost", 80, "localhost:80"))
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            refused ->
                assertThat(refused.why())
                    .contains("it leads to", "a private address that the list"));
  }

  @Test
  void privateAddressIsOpenWhenAPatternNamesIt() throws Exception {
    assertThat(decided("127.0.0.1", 5432, "127.0.0.1:5432"))
        .isEqualTo(new Decision.Open(List.of(InetAddress.getByName("127.0.0.1"))));
  }

  @Test
  void portOfThePatternThatNamesItCounts() {
    assertThat(decided("localhost", 80, "localhost:80", "127.0.0.1:81"))
        .isInstanceOf(Decision.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]"})
  void openPatternLeadsToNoOtherSpellingOfTheLoopback(String host) {
    assertThat(decided(host, 80, "*:80")).isNotInstanceOf(Decision.Open.class);
  }

  @Test
  void unknownNameIsNoRefusal() {
    assertThat(decided("no-such-host.invalid", 443, "*.invalid:443"))
        .isInstanceOf(Decision.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.31.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:1::"
      })
  void addressThatIsNotOfTheOpenInternetIsPrivate(String address) throws Exception {
    assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.128.0.1",
        "172.32.0.1",
        "192.169.0.1",
        "223.255.0.1",
        "2606:4700::1111",
        "2a00::1"
      })
  void addressOfTheOpenInternetIsNot(String address) throws Exception {
    assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  private static Decision decided(String host, int port, String... list) {
    List<HostPattern> hosts =
        Stream.of(list).map(text -> HostPattern.parse(text).orElseThrow()).toList();
    return new Gate(new NetworkPolicy.Allowed(hosts)).decide(new Destination(host, port));
  }
}
