package io.mycelium.functions.enrolment;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.job.DroneBuilder;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.link.ChallengeRequest;
import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.link.EnrolAnswer.State;
import io.mycelium.core.link.EnrolRequest;
import io.mycelium.core.link.Enrolment;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.link.Session;
import io.mycelium.core.link.SessionRequest;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.Harness;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How drones are let in, prove themselves, and are thrown out.
class EnrolmentTest {
  private static final GatewayOrigin ELSEWHERE = new GatewayOrigin("https://evil.example");

  private EnrolmentModule module;

  @RegisterExtension
  final Harness mycelium =
      Harness.with(harness -> {
        module = module(harness, harness.feed());
        return new Harness.Feature(module.functions(), List.of());
      });

  private static EnrolmentModule module(Harness harness, EventFeed feed) {
    return new EnrolmentModule(
        new EnrolmentModule.Parts(
            harness.store(),
            feed,
            harness.queue().jobs(),
            harness.workspace().shortLived(),
            harness.clock(),
            new SecureRandom(),
            KnockingDrone.HERE::equals));
  }

  private KnockingDrone drone(String name) {
    return new KnockingDrone(module.enrolment(), name);
  }

  private KnockingDrone approved(String name) {
    KnockingDrone drone = drone(name);
    mycelium.olga().run("drone approve " + drone.asks().code());
    return drone;
  }

  @Test
  void aDroneWaitsUntilSomebodyApprovesItByItsCode() {
    KnockingDrone drone = drone("attic");
    String code = drone.asks().code();

    assertThat(drone.asks(Optional.of(code)).code()).isEqualTo(code);
    Reply approved =
        mycelium.olga().run("drone approve " + code.toLowerCase(Locale.ROOT).replace("-", ""));

    assertThat(Harness.field(approved, "name")).isEqualTo("attic");
    assertThat(Harness.field(approved, "fingerprint")).isEqualTo(drone.key().fingerprint());
    assertThat(Harness.field(approved, "machine")).contains("attic.lan").contains("8 cores");
    assertThat(drone.asks(Optional.of(code)).state()).isEqualTo(State.APPROVED);
    assertThat(mycelium.events("drone.asked")).hasSize(1);
    assertThat(mycelium.events("drone.approved")).hasSize(1);
  }

  @Test
  void onlyOperatorsDecide() {
    String code = drone("attic").asks().code();

    assertThat(mycelium.join("Mia", Role.MEMBER).run("drone approve " + code))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void theListTellsWhoWaitsButNotTheCode() {
    KnockingDrone drone = drone("attic");
    String code = drone.asks().code();
    approved("barn");

    String list = mycelium.olga().run("drone enrolled").toString();

    assertThat(list)
        .contains("attic", "asks", drone.key().fingerprint(), "barn", "enrolled")
        .doesNotContain(code);
  }

  @Test
  void aDeniedDroneHearsIt() {
    KnockingDrone drone = drone("attic");
    String code = drone.asks().code();

    mycelium.olga().run("drone deny " + code);

    assertThat(drone.asks(Optional.of(code)).state()).isEqualTo(State.DENIED);
    assertThat(mycelium.olga().run("drone approve " + code))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");
  }

  @Test
  void aCodeIsGoodForAQuarterOfAnHour() {
    KnockingDrone drone = drone("attic");
    String code = drone.asks().code();

    mycelium.clock().advance(Enrolments.LIFE);

    assertThat(drone.asks(Optional.of(code)).state()).isEqualTo(State.EXPIRED);
    assertThat(mycelium.olga().run("drone approve " + code))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");
    assertThat(drone.asks().code()).isNotEqualTo(code);
  }

  @Test
  void strangersFillNoMoreThanAListOfTwenty() {
    for (int i = 0; i < 20; i++) {
      drone("drone" + i).asks();
    }

    assertThat(drone("one-more").knock(KnockingDrone.HERE, Optional.empty()))
        .isInstanceOfSatisfying(
            Enrolment.Asked.Refused.class,
            refused -> assertThat(refused.why().code()).isEqualTo("too-many-requests"));
  }

  @Test
  void aRequestThatIsNotSignedByItsKeyOrIsForAnotherGatewayIsRefused() {
    KnockingDrone one = drone("one");
    KnockingDrone two = drone("two");
    EnrolRequest own = request(one, one);
    EnrolRequest borrowed = request(one, two);

    assertThat(own.isProven()).isTrue();
    assertThat(module.enrolment().ask(borrowed)).isInstanceOf(Enrolment.Asked.Refused.class);
    assertThat(one.knock(ELSEWHERE, Optional.empty())).isInstanceOf(Enrolment.Asked.Refused.class);
  }

  private static EnrolRequest request(KnockingDrone drone, KnockingDrone signer) {
    var about = new DroneSheet("one", "host", "linux", 1, 1L << 30, List.of());
    var said = EnrolRequest.statement(KnockingDrone.HERE, drone.key(), about);
    return new EnrolRequest(
        drone.key(), about, KnockingDrone.HERE, signer.sign(said), Optional.empty());
  }

  @Test
  void aSessionIsOfTheDroneThatBeganIt() {
    KnockingDrone drone = approved("attic");

    Session session = drone.begins();

    assertThat(session.name()).isEqualTo("attic");
    assertThat(module.sessions().drone(session.token()))
        .hasValueSatisfying(enrolled -> {
          assertThat(enrolled.id()).isEqualTo(drone.key().drone());
          assertThat(enrolled.seen(DroneBuilder.aDrone("selfstyled")))
              .satisfies(seen -> {
                assertThat(seen.name()).isEqualTo("attic");
                assertThat(seen.tags()).contains("enrolled");
              });
        });
    assertThat(module.sessions().drone(session.token() + "x")).isEmpty();
    assertThat(module.sessions().drone("")).isEmpty();
  }

  @Test
  void aProofIsGoodOnceForOneGatewayAndOnePurpose() {
    KnockingDrone drone = approved("attic");
    String nonce = drone.nonce();

    assertThat(drone.begins(ELSEWHERE, nonce)).isEmpty();
    assertThat(drone.begins(KnockingDrone.HERE, "made-up")).isEmpty();
    assertThat(drone.begins(KnockingDrone.HERE, nonce)).isPresent();
    assertThat(drone.begins(KnockingDrone.HERE, nonce)).isEmpty();
    assertThat(withSignatureOfAnotherPurpose(drone)).isEmpty();
  }

  /// A nonce that looks like a name, and what was signed to be enrolled under it.
  private Optional<Session> withSignatureOfAnotherPurpose(KnockingDrone drone) {
    String nonce = drone.nonce();
    var about = new DroneSheet(nonce, "host", "linux", 1, 1L << 30, List.of());
    String signature = drone.sign(EnrolRequest.statement(KnockingDrone.HERE, drone.key(), about));
    return module
        .enrolment()
        .begin(new SessionRequest(drone.key().drone(), KnockingDrone.HERE, nonce, signature));
  }

  @Test
  void nonceOfOneDroneIsOfNoUseToAnother() {
    KnockingDrone one = approved("one");
    KnockingDrone two = approved("two");

    assertThat(two.begins(KnockingDrone.HERE, one.nonce())).isEmpty();
  }

  @Test
  void onlyEnrolledDronesAreGivenSomethingToSign() {
    KnockingDrone drone = drone("attic");
    drone.asks();

    assertThat(module.enrolment().challenge(new ChallengeRequest(drone.key().drone()))).isEmpty();
  }

  @Test
  void aRevokedDroneIsOutAtOnceAndOnEveryGateway() {
    KnockingDrone drone = approved("attic");
    Session session = drone.begins();
    EventFeed feed = EventFeed.start(mycelium.events());
    try {
      EnrolmentModule other = module(mycelium, feed);
      assertThat(other.sessions().drone(session.token())).isPresent();

      mycelium.olga().confirm("drone revoke attic");

      assertThat(module.sessions().drone(session.token())).isEmpty();
      await().until(() -> other.sessions().drone(session.token()).isEmpty());
      assertThat(drone.asks().state()).isEqualTo(State.REVOKED);
      assertThat(mycelium.events("drone.revoked")).hasSize(1);
    } finally {
      feed.close();
    }
  }

  @Test
  void nothingIsHeldUpOfARevokedDrone() {
    var drone = new QueueControl.OfDrone(approved("attic").key().drone());
    JobQueue queue = mycelium.queue().jobs();
    queue.control(new QueueControl(drone, QueueControl.Mode.QUARANTINED));

    mycelium.olga().confirm("drone revoke attic");

    assertThat(queue.controls()).isEmpty();
  }

  @Test
  void aSessionIsRememberedUntilItsDroneIsRevoked() {
    KnockingDrone drone = approved("attic");
    String token = drone.begins().token();
    assertThat(module.sessions().remembered(token)).isEmpty();

    assertThat(module.sessions().drone(token)).isPresent();
    assertThat(module.sessions().remembered(token)).isEqualTo(module.sessions().drone(token));

    mycelium.olga().confirm("drone revoke attic");
    assertThat(module.sessions().remembered(token)).isEmpty();
    assertThat(module.sessions().drone(token)).isEmpty();
  }

  @Test
  void aSessionIsAskedForAnewAfterAWhile() {
    KnockingDrone drone = approved("attic");
    String token = drone.begins().token();
    assertThat(module.sessions().drone(token)).isPresent();

    mycelium.clock().advance(Duration.ofMinutes(6));

    assertThat(module.sessions().remembered(token)).isEmpty();
    assertThat(module.sessions().remembered("")).isEmpty();
    assertThat(module.sessions().remembered("x".repeat(200))).isEmpty();
  }

  @Test
  void namesAreOfOneDroneAtATime() {
    approved("attic");
    KnockingDrone namesake = drone("attic");
    String code = namesake.asks().code();

    assertThat(mycelium.olga().run("drone approve " + code))
        .isRefused(Reply.Reason.CONFLICT, "name-taken");
    mycelium.olga().confirm("drone revoke attic");
    mycelium.olga().run("drone approve " + code);

    assertThat(namesake.asks().state()).isEqualTo(State.APPROVED);
  }

  @Test
  void aNameOfADroneThatReachesTheQueueItselfIsTaken() {
    try (JobSource source = mycelium.queue().source()) {
      source.announce(DroneBuilder.aDrone("attic"));
    }

    assertThat(mycelium.olga().run("drone approve " + drone("attic").asks().code()))
        .isRefused(Reply.Reason.CONFLICT, "name-taken");
    assertThat(mycelium.olga().confirm("drone revoke attic"))
        .isRefused(Reply.Reason.CONFLICT, "not-enrolled");
  }

  @Test
  void whatADroneSaysOfItselfIsMadeSafeToShow() {
    KnockingDrone drone = drone("at\u001b[31mtic\n");
    String code = drone.asks().code();

    assertThat(Harness.field(mycelium.olga().run("drone approve " + code), "name"))
        .isEqualTo("attic");
  }
}
