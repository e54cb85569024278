package io.mycelium.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What every implementation of [Leases] promises.
public abstract class LeasesContract {
  private static final String NAME = "shard/0";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(100);

  /// Leases that nobody has.
  protected abstract Leases leases();

  @Test
  void oneOwnerHasALease() {
    assertThat(leases().acquire(NAME, "ada", LONG)).isTrue();

    assertThat(leases().acquire(NAME, "bob", LONG)).isFalse();
    assertThat(leases().renew(NAME, "bob", LONG)).isFalse();
    assertThat(leases().acquire("shard/1", "bob", LONG)).isTrue();
    assertThat(leases().acquire(NAME, "ada", LONG)).isTrue();
  }

  @Test
  void ofManyWhoWantItAtOnceOneHasIt() {
    List<Integer> wanting = IntStream.range(0, 40).boxed().toList();

    long have =
        wanting.parallelStream()
            .filter(owner -> leases().acquire(NAME, "owner-" + owner, LONG))
            .count();

    assertThat(have).isEqualTo(1);
  }

  @Test
  void aLeaseThatIsNotRenewedEnds() {
    leases().acquire(NAME, "ada", SHORT);

    Awaitility.await().until(() -> leases().acquire(NAME, "bob", LONG));

    assertThat(leases().renew(NAME, "ada", LONG)).isFalse();
  }

  @Test
  void renewingSaysHowLongALeaseLasts() {
    leases().acquire(NAME, "ada", SHORT);
    assertThat(leases().renew(NAME, "ada", LONG)).isTrue();
    leases().acquire("other", "ada", SHORT);
    Awaitility.await().until(() -> leases().acquire("other", "bob", LONG));

    assertThat(leases().acquire(NAME, "bob", LONG)).isFalse();

    leases().renew(NAME, "ada", SHORT);
    Awaitility.await().until(() -> leases().acquire(NAME, "bob", LONG));
  }

  @Test
  void whatNobodyHasCannotBeRenewed() {
    assertThat(leases().renew(NAME, "ada", LONG)).isFalse();
    assertThat(leases().acquire(NAME, "bob", LONG)).isTrue();
  }

  @Test
  void onlyTheOwnerGivesItBack() {
    leases().acquire(NAME, "ada", LONG);

    leases().release(NAME, "bob");
    assertThat(leases().acquire(NAME, "bob", LONG)).isFalse();

    leases().release(NAME, "ada");
    assertThat(leases().acquire(NAME, "bob", LONG)).isTrue();
  }
}
