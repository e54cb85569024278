package io.mycelium.bridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VaultTest {
  private static final Credential CREDENTIAL = new Credential("xoxb-secret", "U1", "B1");

  private final Vault vault = vault("client-secret");

  private static Vault vault(String secret) {
    return new Vault(new SlackSettings.Client("1.1", secret), new SecureRandom());
  }

  @Test
  void whatIsSealedOpens() {
    assertThat(vault.open("T1", vault.seal("T1", CREDENTIAL))).contains(CREDENTIAL);
  }

  @Test
  void whoHasTheTextAloneLearnsNothing() {
    String sealed = vault.seal("T1", CREDENTIAL);

    assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
        .doesNotContain("xoxb", "secret", "U1");
    assertThat(vault.seal("T1", CREDENTIAL)).isNotEqualTo(sealed);
  }

  @Test
  void anotherSecretOrWorkspaceDoesNotOpenIt() {
    String sealed = vault.seal("T1", CREDENTIAL);

    assertThat(vault("other-secret").open("T1", sealed)).isEmpty();
    assertThat(vault.open("T2", sealed)).isEmpty();
  }

  @Test
  void whatIsBrokenDoesNotOpen() {
    byte[] bytes = Base64.getDecoder().decode(vault.seal("T1", CREDENTIAL));
    bytes[bytes.length - 1] ^= 1;

    assertThat(vault.open("T1", Base64.getEncoder().encodeToString(bytes))).isEmpty();
    assertThat(vault.open("T1", "")).isEmpty();
    assertThat(vault.open("T1", "no base 64!")).isEmpty();
  }

  @Test
  void nothingPrintsTheToken() {
    assertThat(CREDENTIAL.toString()).doesNotContain("xoxb");
  }
}
