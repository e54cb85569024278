package io.mycelium.functions.enrolment;

import io.mycelium.core.link.ChallengeRequest;
import io.mycelium.core.link.DroneKey;
import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.link.EnrolAnswer;
import io.mycelium.core.link.EnrolRequest;
import io.mycelium.core.link.Enrolment;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.link.Session;
import io.mycelium.core.link.SessionRequest;
import io.mycelium.core.link.Statement;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A drone at the door of a gateway, with a key of its own.
final class KnockingDrone {
  static final GatewayOrigin HERE = new GatewayOrigin("https://mycelium.example.org");

  private final Enrolment door;
  private final DroneSheet about;
  private final KeyPair pair;

  KnockingDrone(Enrolment door, String name) {
    this.door = door;
    this.about = new DroneSheet(name, "attic.lan", "linux amd64", 8, 16L << 30, List.of("RTX"));
    try {
      this.pair = KeyPairGenerator.getInstance(DroneKey.ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  DroneKey key() {
    return DroneKey.of(pair.getPublic());
  }

  String sign(Statement said) {
    try {
      Signature signature = Signature.getInstance(DroneKey.ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(said.bytes());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Enrolment.Asked knock(GatewayOrigin at, Optional<String> code) {
    String signature = sign(EnrolRequest.statement(at, key(), about));
    return door.ask(new EnrolRequest(key(), about, at, signature, code));
  }

  EnrolAnswer asks() {
    return asks(Optional.empty());
  }

  EnrolAnswer asks(Optional<String> code) {
    if (knock(HERE, code) instanceof Enrolment.Asked.Answered(var answer)) {
      return answer;
    }
    throw new AssertionError("it was refused");
  }

  String nonce() {
    return door.challenge(new ChallengeRequest(key().drone())).orElseThrow().nonce();
  }

  Optional<Session> begins(GatewayOrigin at, String nonce) {
    String signature = sign(SessionRequest.statement(at, key(), nonce));
    return door.begin(new SessionRequest(key().drone(), at, nonce, signature));
  }

  Session begins() {
    return begins(HERE, nonce()).orElseThrow();
  }
}
