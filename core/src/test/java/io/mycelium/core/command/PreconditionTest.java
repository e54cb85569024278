package io.mycelium.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Intent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreconditionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Reply.Refused LOCKED =
      Reply.Refused.because(Reply.Reason.CONFLICT, "locked", "The shed is locked.");

  enum Door {
    SHED,
    FRONT_GATE
  }

  record Options(@Help("which door") Door door, @Help("why") String reason) {}

  record Which(@Help("which door") Door door) {}

  private final Command<Options> command =
      Command.named("door", "open")
          .handledBy(Options.class, (_, _) -> new Reply.Text("open"))
          .checked(
              Which.class,
              (which, _) -> which.door() == Door.SHED ? Optional.of(LOCKED) : Optional.empty());

  private Optional<Reply.Refused> refusal(Command<?> checked, String options) {
    var caller =
        new Caller(new PeerId("peer_ada"), "Ada", PeerKind.PERSON, Role.MEMBER, Optional.empty());
    var call = new Call(checked.name(), checked.definition(), Json.object(options));
    return checked.refusal(
        new Invocation(
            caller,
            Place.of(RoomId.MAIN),
            call,
            Intent.system("r", NOW),
            NOW,
            NOW,
            ZoneOffset.UTC,
            Locale.ROOT,
            Optional.empty()));
  }

  @Test
  void itIsAskedWithTheOptionsThatItNeeds() {
    assertThat(refusal(command, "{\"door\":\"shed\",\"reason\":\"rain\"}")).contains(LOCKED);
    assertThat(refusal(command, "{\"door\":\"front-gate\",\"reason\":\"rain\"}")).isEmpty();
  }

  @Test
  void itIsAskedWhileOtherOptionsAreOpen() {
    assertThat(refusal(command, "{\"door\":\"shed\"}")).contains(LOCKED);
  }

  @Test
  void itTellsNothingWhileItsOwnOptionsAreOpen() {
    assertThat(refusal(command, "{\"reason\":\"rain\"}")).isEmpty();
  }

  @Test
  void aCommandWithoutOneRefusesNothingBeforehand() {
    Command<Options> unchecked =
        Command.named("door", "open").handledBy(Options.class, (_, _) -> new Reply.Text("open"));

    assertThat(refusal(unchecked, "{\"door\":\"shed\"}")).isEmpty();
    assertThat(command.definition()).isEqualTo(unchecked.definition());
  }

  @Test
  void optionsWithoutAValueAreOpen() {
    assertThat(command.open(Json.object("{\"door\":\"shed\"}"))).containsExactly("reason");
    assertThat(command.open(Json.object("{\"door\":null,\"reason\":\"rain\"}")))
        .containsExactly("door");
  }
}
