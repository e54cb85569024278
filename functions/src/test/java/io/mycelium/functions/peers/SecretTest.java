package io.mycelium.functions.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.KeyId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  private static final KeyId KEY = new KeyId("key_01k2abc");

  @Test
  void aSecretNamesItsKeyAndReadsBack() {
    Secret secret = Secret.make(KEY, new SecureRandom());

    assertThat(secret.text()).matches("myc_01k2abc_[A-Za-z0-9_-]{43}");
    assertThat(Secret.read(secret.text())).contains(secret);
    assertThat(secret.toString()).doesNotContain(secret.text());
  }

  @Test
  void onlyTheSameSecretMatchesItsDigest() {
    Secret one = Secret.make(KEY, new SecureRandom());
    Secret other = Secret.make(KEY, new SecureRandom());

    assertThat(one.matches(one.digest())).isTrue();
    assertThat(one.matches(other.digest())).isFalse();
    assertThat(one.matches("")).isFalse();
    assertThat(one.digest()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "myc_",
        "myc__",
        "myc_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "myc__aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "myc_UPPER_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abc_01k2_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "myc_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void whatIsNoSecretIsNotLookedUp(String given) {
    assertThat(Secret.read(given)).isEmpty();
  }
}
