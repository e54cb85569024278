package io.mycelium.functions.enrolment;

import io.mycelium.core.command.Digests;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.Id;
import io.mycelium.core.link.Challenge;
import io.mycelium.core.link.ChallengeRequest;
import io.mycelium.core.link.DroneSessions;
import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.link.EnrolAnswer;
import io.mycelium.core.link.EnrolRequest;
import io.mycelium.core.link.EnrolledDrone;
import io.mycelium.core.link.Enrolment;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.link.Session;
import io.mycelium.core.link.SessionRequest;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.ShortLived;
import io.mycelium.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Where drones ask to be let in and prove who they are. Of secrets only digests are kept, for as
/// long as they are good.
final class DroneDoor implements Enrolment, DroneSessions {
  static final Duration SESSION = Duration.ofHours(1);
  private static final Duration CHALLENGE = Duration.ofMinutes(1);
  private static final int SECRET_BYTES = 32;
  private static final int LONGEST_NAME = 60;
  private static final int MOST_CARDS = 16;

  /// Longer than any token of ours; nothing longer is looked at.
  private static final int LONGEST_TOKEN = 100;

  private final Enrolments enrolments;
  private final ShortLived secrets;
  private final SecureRandom random;
  private final Predicate<GatewayOrigin> ours;
  private final KnownSessions sessions;

  /// @param ours tells whether this gateway is reached there
  DroneDoor(
      Enrolments enrolments,
      ShortLived secrets,
      SecureRandom random,
      Predicate<GatewayOrigin> ours) {
    this.enrolments = enrolments;
    this.secrets = secrets;
    this.random = random;
    this.ours = ours;
    this.sessions = new KnownSessions(enrolments::now);
  }

  @Override
  public Enrolment.Asked ask(EnrolRequest request) {
    if (!ours.test(request.gateway())) {
      return otherGateway(request.gateway());
    }
    if (!request.isProven()) {
      return refused(
          Reply.Reason.FORBIDDEN, "bad-proof", "The request is not signed by the key in it.");
    }
    if (PlainText.line(request.about().name(), LONGEST_NAME).isEmpty()) {
      return refused(Reply.Reason.INVALID, "no-name", "A drone needs a name.");
    }
    Optional<EnrolledRecord> enrolled = enrolments.enrolled(request.key().drone());
    if (enrolled.isPresent()) {
      return answered(
          EnrolAnswer.of(
              enrolled.get().active() ? EnrolAnswer.State.APPROVED : EnrolAnswer.State.REVOKED));
    }
    Asking asking = enrolments.asking();
    return asking
        .of(request.key())
        .map(this::stands)
        .orElseGet(() ->
            request.code().isPresent()
                ? answered(EnrolAnswer.of(EnrolAnswer.State.EXPIRED))
                : begun(request, asking));
  }

  private Enrolment.Asked stands(Asking.Asked asked) {
    return answered(
        asked.denied()
            ? EnrolAnswer.of(EnrolAnswer.State.DENIED)
            : new EnrolAnswer(
                EnrolAnswer.State.PENDING,
                asked.code(),
                Duration.between(enrolments.now(), asked.ends())));
  }

  private Enrolment.Asked begun(EnrolRequest request, Asking asking) {
    if (asking.isFull()) {
      return tooMany();
    }
    Instant now = enrolments.now();
    var asked =
        new Asking.Asked(
            request.key(),
            cleaned(request.about()),
            Code.make(random),
            now,
            now.plus(Enrolments.LIFE),
            false);
    // Where two drones ask at the same moment, one asks again.
    return enrolments.ask(asked) instanceof CommitResult.Committed ? stands(asked) : tooMany();
  }

  private static DroneSheet cleaned(DroneSheet about) {
    return new DroneSheet(
        PlainText.line(about.name(), LONGEST_NAME),
        PlainText.line(about.host(), LONGEST_NAME),
        PlainText.line(about.system(), LONGEST_NAME),
        about.cores(),
        about.memoryBytes(),
        about.cards().stream()
            .limit(MOST_CARDS)
            .map(card -> PlainText.line(card, LONGEST_NAME))
            .toList());
  }

  @Override
  public Optional<Challenge> challenge(ChallengeRequest request) {
    return active(request.drone())
        .map(drone -> {
          String nonce = secret();
          secrets.keep(nonceName(nonce), drone.id().value(), CHALLENGE);
          return new Challenge(nonce);
        });
  }

  @Override
  public Optional<Session> begin(SessionRequest request) {
    return active(request.drone())
        .filter(_ -> ours.test(request.gateway()))
        .filter(drone ->
            secrets.take(nonceName(request.nonce())).filter(drone.id().value()::equals).isPresent())
        .filter(drone -> request.isProvenBy(drone.key()))
        .map(drone -> {
          String token = secret();
          // Whoever remembers it to the last does so no longer than was told.
          Duration kept = SESSION.minus(KnownSessions.REMEMBERED);
          secrets.keep(tokenName(token), drone.id().value(), kept);
          return new Session(token, drone.name(), SESSION);
        });
  }

  @Override
  public Optional<EnrolledDrone> drone(String token) {
    if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    String session = tokenName(token);
    Optional<DroneId> drone =
        sessions.drone(session).or(() -> secrets.find(session).flatMap(id -> known(session, id)));
    return drone.flatMap(this::active).map(DroneDoor::enrolled);
  }

  private Optional<DroneId> known(String session, String id) {
    Optional<DroneId> drone = Id.read(id, DroneId::new);
    drone.ifPresent(one -> sessions.note(session, one));
    return drone;
  }

  @Override
  public Optional<EnrolledDrone> remembered(String token) {
    return token.isEmpty() || token.length() > LONGEST_TOKEN
        ? Optional.empty()
        : sessions
            .drone(tokenName(token))
            .flatMap(enrolments::remembered)
            .filter(EnrolledRecord::active)
            .map(DroneDoor::enrolled);
  }

  private static EnrolledDrone enrolled(EnrolledRecord drone) {
    return new EnrolledDrone(drone.id(), drone.name(), Set.of(EnrolledDrone.TAG));
  }

  private Optional<EnrolledRecord> active(DroneId drone) {
    return enrolments.enrolled(drone).filter(EnrolledRecord::active);
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String nonceName(String nonce) {
    return "drone-nonce:" + digest(nonce);
  }

  private static String tokenName(String token) {
    return "drone-session:" + digest(token);
  }

  private static String digest(String secret) {
    return HexFormat.of().formatHex(Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }

  private static Enrolment.Asked answered(EnrolAnswer answer) {
    return new Enrolment.Asked.Answered(answer);
  }

  private static Enrolment.Asked otherGateway(GatewayOrigin called) {
    return refused(
        Reply.Reason.INVALID,
        "other-gateway",
        "This gateway does not know that it is reached as %s; set http.url to that in its configuration."
            .formatted(called));
  }

  private static Enrolment.Asked tooMany() {
    return refused(
        Reply.Reason.BUSY, "too-many-requests", "Too many drones ask at this moment; try again.");
  }

  private static Enrolment.Asked refused(Reply.Reason reason, String code, String message) {
    return new Enrolment.Asked.Refused(Reply.Refused.because(reason, code, message));
  }
}
