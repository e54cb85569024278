package io.mycelium.drone;

import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.drone.link.Enroller;
import io.mycelium.drone.link.HttpJobSource;
import io.mycelium.drone.link.Link;
import io.mycelium.drone.link.LinkRefused;
import io.mycelium.drone.link.SessionPass;
import io.mycelium.drone.link.Signer;
import io.mycelium.drone.link.Trust;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of a drone that an operator let in.
final class GatewayWay {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayWay.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final Way.Gateway to;
  private final Supplier<DroneSheet> about;
  private final CountDownLatch end;
  private final Runnable revoked;
  private final Consumer<String> told;

  /// @param about what it says of itself when it has to be let in
  /// @param end is counted down when the drone shall end
  /// @param revoked is run when the gateway does not know it any more
  /// @param told for people at this machine
  GatewayWay(
      Way.Gateway to,
      Supplier<DroneSheet> about,
      CountDownLatch end,
      Runnable revoked,
      Consumer<String> told) {
    this.to = to;
    this.about = about;
    this.end = end;
    this.revoked = revoked;
    this.told = told;
  }

  /// Empty when the end was asked for meanwhile.
  ///
  /// @throws StartFailure when the drone is not let in
  Optional<Connected> connect(DroneFolder folder) throws InterruptedException {
    var signer = new Signer(folder.key());
    var link = new Link(to.origin().uri(), trust());
    var pass = new SessionPass(link, signer, to.origin(), revoked);
    try {
      if (letIn(link, signer)) {
        Optional<String> name = answered(pass::name);
        if (name.isPresent()) {
          return Optional.of(
              new Connected(
                  signer.key().drone(), name, new HttpJobSource(link, pass), link::close));
        }
      }
    } catch (LinkRefused e) {
      link.close();
      throw StartFailure.unavailable(e.getMessage());
    }
    link.close();
    return Optional.empty();
  }

  private Trust trust() {
    try {
      return to.ca().isPresent() ? Trust.alsoOf(to.ca().get()) : Trust.OF_SYSTEM;
    } catch (IOException e) {
      throw StartFailure.usage(
          "--ca %s holds no certificates (%s).".formatted(to.ca().orElseThrow(), e.getMessage()));
    }
  }

  /// Waits until somebody decided; false when the end was asked for meanwhile.
  private boolean letIn(Link link, Signer signer) throws InterruptedException {
    var enroller = new Enroller(link, signer, to.origin(), about.get());
    while (true) {
      Optional<Enroller.Stand> stand = answered(enroller::ask);
      if (stand.isEmpty()) {
        return false;
      }
      switch (stand.get()) {
        case Enroller.Stand.In() -> {
          return true;
        }
        case Enroller.Stand.Waits(var code, var fresh) -> {
          if (fresh) {
            told.accept(
                "Approve me in chat: /drone approve %s%nThe fingerprint of my key is %s."
                    .formatted(code, signer.key().fingerprint()));
          }
        }
        case Enroller.Stand.Out(var why) -> throw StartFailure.unavailable(why);
      }
      if (end.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
  }

  /// Asks until there is an answer; empty when the end was asked for meanwhile.
  ///
  /// @throws StartFailure when the gateway is not to be trusted
  private <T> Optional<T> answered(Supplier<T> question) throws InterruptedException {
    String known = "";
    do {
      try {
        return Optional.of(question.get());
      } catch (StoreUnavailable e) {
        String reason = String.valueOf(e.getMessage());
        if (e.getCause() instanceof SSLException) {
          throw StartFailure.unavailable(reason);
        }
        if (!reason.equals(known)) {
          LOG.warn("Not connected yet, and trying again: {}", reason);
          known = reason;
        }
      }
    } while (!end.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS));
    return Optional.empty();
  }
}
