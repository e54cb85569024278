package io.mycelium.bridge.slack;

import io.mycelium.core.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Seals workspaces' credentials, so that they can be kept in the store, which others read: AES
/// with 256 bits in Galois/Counter Mode (NIST SP 800-38D), under a key that is derived from the
/// app's client secret (HKDF with SHA-256, RFC 5869). What is sealed for one workspace opens for no
/// other.
final class Vault {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY = 32;

  private final SecretKey key;
  private final RandomGenerator random;

  /// @param random a secure source outside of tests
  Vault(SlackSettings.Client client, RandomGenerator random) {
    this.key = key(client.secret());
    this.random = random;
  }

  private static SecretKey key(String secret) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(bytes(secret))
                  .thenExpand(bytes("mycelium slack installations"), KEY));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HKDF", e);
    }
  }

  String seal(String team, Credential credential) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, team, nonce).doFinal(Json.writeBytes(credential));
      ByteBuffer all = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed);
      return Base64.getEncoder().encodeToString(all.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /// Opens what was sealed; nothing when that was with another client secret, or is broken.
  Optional<Credential> open(String team, String sealed) {
    try {
      byte[] all = Base64.getDecoder().decode(sealed);
      if (all.length < NONCE) {
        return Optional.empty();
      }
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, team, Arrays.copyOf(all, NONCE))
              .doFinal(all, NONCE, all.length - NONCE);
      return Optional.of(Json.read(new String(plain, StandardCharsets.UTF_8), Credential.class));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, String team, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bytes(team));
    return cipher;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
