package io.mycelium.drone.link;

import io.mycelium.core.link.DroneKey;
import io.mycelium.core.link.Statement;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/// A drone's key, of which only signatures leave this.
public final class Signer {
  private final PrivateKey secret;
  private final DroneKey key;

  public Signer(KeyPair pair) {
    this.secret = pair.getPrivate();
    this.key = DroneKey.of(pair.getPublic());
  }

  /// The half that others may know.
  public DroneKey key() {
    return key;
  }

  /// In base 64 for addresses.
  String sign(Statement said) {
    try {
      Signature signature = Signature.getInstance(DroneKey.ALGORITHM);
      signature.initSign(secret);
      signature.update(said.bytes());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + DroneKey.ALGORITHM, e);
    }
  }
}
