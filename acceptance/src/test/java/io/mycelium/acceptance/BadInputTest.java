package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.EventStream;
import io.mycelium.acceptance.running.Ran;
import io.mycelium.acceptance.running.RunningGateway;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What strangers, slips and broken programs send.
@Timeout(180)
class BadInputTest {
  @TempDir static Path folder;

  private static RunningGateway gateway;
  private static String ada;
  private static String bob;

  @BeforeAll
  static void start() {
    gateway = RunningGateway.start(folder.resolve("data"), folder, "--no-drone");
    ada = gateway.operatorKey();
    bob = gateway.invite("bob", "member");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void unknownCommandsAndOptionsOfferTheNearest() {
    Ran command = gateway.cli(bob, "tsak", "list");
    Ran option = gateway.cli(bob, "task", "create", "x", "--note", "y");

    assertThat(command.exit()).isEqualTo(2);
    assertThat(command.err()).contains("task list");
    assertThat(option.exit()).isEqualTo(2);
    assertThat(option.err()).contains("notes");
    assertThat(gateway.call(bob, "task-craete", "{}").body().path("detail").asText())
        .contains("task create");
  }

  @Test
  void aWrongTypeNamesTheFieldWhatWasGivenAndWhatIsAllowed() {
    Answer answer = gateway.call(ada, "policy-set", "{\"risk\":\"purple\",\"people\":99}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("fields")).hasSize(2);
    assertThat(answer.body().toString())
        .contains("purple")
        .contains("low, medium, high, critical")
        .contains("99")
        .contains("from 0 to 10");
  }

  @Test
  void textOfAMegabyteIsRefusedBeforeItCosts() {
    Answer answer = gateway.call(bob, "say", "{\"text\":\"%s\"}".formatted("x".repeat(1 << 20)));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(
            gateway.call(bob, "say", "{\"text\":\"%s\"}".formatted("x".repeat(100_000))).status())
        .isEqualTo(400);
  }

  @Test
  void brokenAndDeepJsonIsRefused() {
    assertThat(gateway.call(bob, "say", "{\"text\":").status()).isEqualTo(400);
    assertThat(gateway.call(bob, "say", "{\"text\":" + "[".repeat(10_000)).status()).isEqualTo(400);
    assertThat(gateway.call(bob, "say", "[1]").status()).isEqualTo(400);
  }

  @Test
  void controlCharactersAndTerminalEscapesAreNotObeyed() {
    gateway.call(
        bob, "task-create", "{\"title\":\"harmless\\u001b[2J\\u001b]0;owned\\u0007\\u202etitle\"}");

    Ran list = gateway.cli(bob, "task", "list");
    assertThat(list.out())
        .contains("harmlesstitle")
        .doesNotContain("\u001b")
        .doesNotContain("\u0007")
        .doesNotContain("\u202e");
  }

  @Test
  void aMemberMayNotCallAnOperatorsCommand() {
    Answer answer = gateway.call(bob, "freeze", "{}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().path("detail").asText()).contains("operator").contains("member");
    assertThat(gateway.cli(bob, "invite", "eve").exit()).isEqualTo(4);
    assertThat(gateway.call(ada, "audit", "{}").body().toString())
        .contains("refused:not-permitted");
  }

  @Test
  void aClosedRoomIsUnknownToOthersAndItsStreamIsTheirsAlone() {
    gateway.call(ada, "room-create", "{\"name\":\"secret-plans\",\"closed\":true}");
    try (EventStream outside = EventStream.open(gateway, bob, "");
        EventStream inside = EventStream.open(gateway, ada, "")) {
      gateway.call(ada, "say", "{\"text\":\"the plan\"}", "Mycelium-Room", "secret-plans");
      gateway.call(ada, "say", "{\"text\":\"for all\"}");

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              outside.events().toString().contains("for all")
                  && inside.events().toString().contains("the plan"));
      assertThat(outside.events().toString())
          .doesNotContain("the plan")
          .doesNotContain("secret-plans");
    }
    assertThat(
            gateway
                .call(bob, "say", "{\"text\":\"hello?\"}", "Mycelium-Room", "secret-plans")
                .status())
        .isEqualTo(404);
    assertThat(gateway.call(bob, "room-list", "{}").body().toString())
        .doesNotContain("secret-plans");
  }

  @Test
  void strangersAreTurnedAwayAndCannotGuessOn() {
    assertThat(gateway.call("myc_nobody_0000", "whoami", "{}").status()).isEqualTo(401);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      refused = gateway.call("myc_nobody_" + i, "whoami", "{}").status();
    }
    assertThat(refused).isEqualTo(429);
    assertThat(gateway.call(ada, "whoami", "{}").status()).isEqualTo(200);
  }

  @Test
  void aRepeatedRequestIsTheEarlierResultAndOtherArgumentsAreRefused() {
    Answer first =
        gateway.call(bob, "task-create", "{\"title\":\"once\"}", "Idempotency-Key", "r-1");
    Answer again =
        gateway.call(bob, "task-create", "{\"title\":\"once\"}", "Idempotency-Key", "r-1");
    Answer other =
        gateway.call(bob, "task-create", "{\"title\":\"twice\"}", "Idempotency-Key", "r-1");

    assertThat(again.reply()).isEqualTo(first.reply());
    assertThat(other.status()).isEqualTo(422);
  }
}
