package io.mycelium.functions.rooms;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.Harness;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoomCommandsTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Harness.User ada;
  private Harness.User bob;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
    bob = mycelium.join("Bob", Role.MEMBER);
  }

  @Test
  void anOpenRoomIsEverybodys() {
    Reply made = ada.run("room create release");

    assertThat(made).isCard("Room release").hasState("open").hasField("members", "everybody");
    assertThat(bob.in("release").run("say hello")).isNotRefused();
    assertThat(bob.run("room list")).hasColumn("name", "main", "release");
    assertThat(mycelium.events("room.created"))
        .extracting(EventRecord::room)
        .contains(Optional.of(new RoomId("release")));
  }

  @Test
  void aClosedRoomIsUnknownToThoseOutside() {
    Reply made = ada.run("room create plot --closed --members olga");

    assertThat(made).hasState("closed").hasField("members", "Ada, olga");
    assertThat(ada.in("plot").run("say psst")).isNotRefused();
    Reply unknown = bob.in("plot").run("say psst");
    assertThat(unknown).isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(bob.run("room read plot")).isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(bob.run("room members plot --add bob"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(bob.run("room list")).hasColumn("name", "main");
    assertThat(bob.in("nowhere").run("say psst"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room")
        .says(((Reply.Refused) unknown).message().replace("plot", "nowhere"));
  }

  @Test
  void membersComeAndGo() {
    ada.run("room create plot --closed");
    assertThat(bob.in("plot").run("say hi")).isRefused(Reply.Reason.NOT_FOUND, "unknown-room");

    Reply added = ada.run("room members plot --add 'bob, @olga'");

    assertThat(added).hasField("members", "Ada, Bob, olga");
    assertThat(bob.in("plot").run("say hi")).isNotRefused();
    assertThat(bob.run("room members plot --remove ada,olga")).hasField("members", "Bob");
    assertThat(ada.run("room members plot")).isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(mycelium.events("room.changed")).hasSize(2);
  }

  @Test
  void changesThatMakeNoSenseAreRefused() {
    ada.run("room create plot --closed");

    assertThat(ada.run("room create plot")).isRefused(Reply.Reason.CONFLICT, "name-taken");
    assertThat(ada.run("room members plot --remove ada"))
        .isRefused(Reply.Reason.CONFLICT, "last-member");
    assertThat(ada.run("room members main --add bob"))
        .isRefused(Reply.Reason.CONFLICT, "open-room");
    assertThat(ada.run("room members plot --add bop"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-peer")
        .says("did you mean Bob?");
    assertThat(ada.run("room create other --members bob"))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .says("An open room has no list of members");
  }

  @Test
  void theOperatorsRoomFollowsTheRole() {
    assertThat(ada.in("operators").run("room read"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");

    mycelium.olga().run("role set ada operator");
    assertThat(ada.in("operators").run("room read")).isTable(0);

    mycelium.olga().run("role set ada member");
    assertThat(ada.in("operators").run("room read"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
  }

  @Test
  void whatIsSaidIsReadOldestFirst() {
    ada.run("say hello there, *world*");
    bob.run("say hi");
    ada.run("say again");

    assertThat(bob.run("room read"))
        .hasColumn("author", "Ada", "Bob", "Ada")
        .hasColumn("text", "hello there, *world*", "hi", "again")
        .hasColumn("time", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");
    assertThat(bob.run("room read --last 2")).hasColumn("text", "hi", "again");
    assertThat(bob.run("room read main --last 1")).hasColumn("text", "again");
  }

  @Test
  void aThreadIsReadWithThePostThatItHangsOn() {
    String root = Harness.field(ada.run("say 'Ship it?'"), "id");
    String answer = Harness.field(bob.run("say yes --thread " + root), "id");
    ada.run("say 'on it' --thread " + answer);
    bob.run("say elsewhere");

    assertThat(ada.run("room read --thread " + root)).hasColumn("text", "Ship it?", "yes", "on it");
    assertThat(ada.run("room read")).hasColumn("text", "Ship it?", "elsewhere");
  }

  @Test
  void aThreadOfAnotherRoomIsNotThere() {
    ada.run("room create plot --closed");
    String secret = Harness.field(ada.in("plot").run("say psst"), "id");

    assertThat(bob.run("room read --thread " + secret))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-thread");
    assertThat(bob.run("say psst --thread " + secret))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-thread");
    assertThat(bob.run("say psst --thread 7")).isRefused(Reply.Reason.NOT_FOUND, "unknown-thread");
  }

  @Test
  void aRepeatSaysNothingTwice() {
    Reply first = ada.naming("once").run("say hello");
    Reply repeat = ada.naming("once").run("say hello");

    assertThat(repeat).isCard("Ada").hasField("id", Harness.field(first, "id")).says("hello");
    assertThat(ada.run("room read")).isTable(1);
  }

  @Test
  void aRepeatShowsNoRoomToThoseWhoAreOut() {
    Harness.User creating = ada.naming("create");
    Harness.User adding = ada.naming("add");
    creating.run("room create plot --closed --members olga");
    assertThat(adding.run("room members plot --add Bob")).hasField("members", "Ada, Bob, olga");
    mycelium.olga().run("room members plot --remove Ada");

    assertThat(creating.run("room create plot --closed --members olga"))
        .isEqualTo(new Reply.Text("Done before."));
    assertThat(adding.run("room members plot --add Bob"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
  }

  @Test
  void aRepeatMakesNoSecondRoom() {
    ada.naming("once").run("room create plot --closed");
    ada.run("room members plot --add bob");

    assertThat(ada.naming("once").run("room create plot --closed"))
        .isCard("Room plot")
        .hasField("members", "Ada, Bob");
    assertThat(mycelium.events("room.created")).hasSize(3);
  }

  @Test
  void aFileIsShownWithAndWithoutWords() {
    FileRef file = mycelium.file("q3.csv", "1,2,3");

    String shown = "q3.csv (5 bytes): " + file.digest();

    assertThat(ada.run("say 'the *numbers*' --file " + file))
        .isCard("Ada")
        .says("the *numbers*", shown);
    ada.run("say --file " + file);

    assertThat(bob.run("room read")).hasColumn("text", "the *numbers*\n" + shown, shown);
    var content = Reply.File.of(file);
    assertThat(mycelium.events("post.created"))
        .extracting(event -> Json.read(event.payload(), Post.class).content())
        .containsExactly(
            new Content.Said(new Reply.Text("the *numbers*"), List.of(content)),
            new Content.Said(content));
  }

  @Test
  void sayingNothingIsRefused() {
    assertThat(ada.run("say"))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .says("Say a text, show a file, or both.");
  }

  @Test
  void postsAreEventsOfTheirRoom() {
    ada.run("say hello");

    EventRecord event = mycelium.events("post.created").getFirst();
    assertThat(event.room()).contains(RoomId.MAIN);
    assertThat(event.payload().at("/content/reply/markdown").asText()).isEqualTo("hello");
  }
}
