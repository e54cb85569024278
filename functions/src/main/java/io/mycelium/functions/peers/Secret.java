package io.mycelium.functions.peers;

import io.mycelium.core.command.Digests;
import io.mycelium.core.id.Id;
import io.mycelium.core.id.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret as its owner has it: `myc_`, the stem of the key's id, `_`, and 32 random bytes. Its
/// digest is kept, never itself; random bytes of that number need no slow hash.
record Secret(KeyId key, String text) {
  private static final String PREFIX = "myc_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_CHARACTERS = 43;

  /// Longer than any secret; nothing longer is looked at.
  private static final int LONGEST = 128;

  static Secret make(KeyId key, SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return of(key, bytes);
  }

  /// The secret that follows from another one and an attempt, always the same; nobody finds it who
  /// does not know both.
  static Secret derive(KeyId key, Secret from, String attempt) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(from.text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] bytes = mac.doFinal((key.value() + '\n' + attempt).getBytes(StandardCharsets.UTF_8));
      return of(key, bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static Secret of(KeyId key, byte[] bytes) {
    String tail = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new Secret(key, PREFIX + Id.stem(key) + '_' + tail);
  }

  /// Reads what a caller gave; nothing when it cannot be a secret of ours.
  static Optional<Secret> read(String given) {
    int end = given.length() - RANDOM_CHARACTERS - 1;
    if (!given.startsWith(PREFIX)
        || given.length() > LONGEST
        || end <= PREFIX.length()
        || given.charAt(end) != '_') {
      return Optional.empty();
    }
    String key = KeyId.PREFIX + given.substring(PREFIX.length(), end);
    return Id.read(key, KeyId::new).map(id -> new Secret(id, given));
  }

  /// SHA-256 in hexadecimal.
  String digest() {
    return HexFormat.of().formatHex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Compares in a time that does not tell how much was right.
  boolean matches(String digest) {
    return MessageDigest.isEqual(
        digest().getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "the secret of " + key;
  }
}
