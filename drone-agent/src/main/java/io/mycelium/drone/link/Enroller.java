package io.mycelium.drone.link;

import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.link.EnrolAnswer;
import io.mycelium.core.link.EnrolRequest;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.link.LinkPath;
import java.util.Optional;

/// Asks a gateway to be let in. Of one thread.
public final class Enroller {
  private final Link link;
  private final Signer signer;
  private final GatewayOrigin gateway;
  private final DroneSheet about;
  private Optional<String> code = Optional.empty();

  /// How it stands with that.
  public sealed interface Stand {
    record In() implements Stand {}

    /// Nobody has decided yet.
    ///
    /// @param fresh whether it was not told before
    record Waits(String code, boolean fresh) implements Stand {}

    /// It is not let in.
    ///
    /// @param why for people
    record Out(String why) implements Stand {}
  }

  public Enroller(Link link, Signer signer, GatewayOrigin gateway, DroneSheet about) {
    this.link = link;
    this.signer = signer;
    this.gateway = gateway;
    this.about = about;
  }

  /// Asks, or asks what became of it.
  ///
  /// @throws LinkRefused when the gateway does not listen to this drone
  /// @throws io.mycelium.core.state.StoreUnavailable when it is to be asked again
  public Stand ask() {
    String signature = signer.sign(EnrolRequest.statement(gateway, signer.key(), about));
    var request = new EnrolRequest(signer.key(), about, gateway, signature, code);
    EnrolAnswer answer = link.ask(LinkPath.ENROL, request, EnrolAnswer.class);
    return switch (answer.state()) {
      case APPROVED -> new Stand.In();
      case PENDING -> {
        boolean fresh = !code.equals(Optional.of(answer.code()));
        code = Optional.of(answer.code());
        yield new Stand.Waits(answer.code(), fresh);
      }
      case DENIED -> new Stand.Out("It was decided that this drone does not work there.");
      case EXPIRED ->
          new Stand.Out("Nobody approved this drone in time; start it again for a new code.");
      case REVOKED ->
          new Stand.Out(
              "This drone was revoked, for ever. To ask again as another one, give it another --data.");
    };
  }
}
