package io.mycelium.core.link;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mycelium.core.command.Digests;
import io.mycelium.core.id.DroneId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// The public half of a drone's key, an Ed25519 one. Which drone it is follows from it: nobody can
/// be it who does not have the other half.
///
/// @param text the key in X.509's form, in base 64 for addresses
public record DroneKey(@JsonValue String text) {
  /// As Java names it.
  public static final String ALGORITHM = "Ed25519";

  private static final int LONGEST = 100;

  /// @throws IllegalArgumentException when it is no such key
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DroneKey {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("this is too long to be a key of a drone");
    }
    read(text);
  }

  public static DroneKey of(PublicKey key) {
    return new DroneKey(Base64.getUrlEncoder().withoutPadding().encodeToString(key.getEncoded()));
  }

  private static PublicKey read(String text) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(Base64.getUrlDecoder().decode(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this is no key of a drone", e);
    }
  }

  public DroneId drone() {
    return new DroneId(DroneId.PREFIX + print());
  }

  /// For people, who compare it: 128 bits of its digest.
  public String fingerprint() {
    return print().replaceAll("(?<=.)(?=(.{4})+$)", "-");
  }

  private String print() {
    byte[] encoded = Base64.getUrlDecoder().decode(text);
    return HexFormat.of().formatHex(Digests.sha256(encoded), 0, 16);
  }

  /// Whether the other half of this key signed it.
  ///
  /// @param signature in base 64 for addresses
  public boolean signed(Statement said, String signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(read(text));
      check.update(said.bytes());
      return check.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Of another form, so signed by nobody.
      return false;
    }
  }
}
