package io.mycelium.functions.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Content;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostTextTest {
  private static final Reply.Card CARD =
      new Reply.Card(
          Optional.empty(),
          "#1 Fix",
          Optional.of("open"),
          "soon",
          List.of(
              new Field("owner", "Owner", "ada"),
              new Field("since", "Created", "2026-03-01T23:30:00Z")),
          List.of());

  private final PostText text =
      new PostText(
          s -> s.id().equals("tsk_1") ? Optional.of(CARD) : Optional.empty(),
          PeerId::value,
          ZoneOffset.UTC);

  @Test
  void aLiveCardIsDrawnAsItIsNow() {
    assertThat(text.of(new Content.Live(new Subject("task", "tsk_1"))))
        .isEqualTo("#1 Fix [open]\nsoon\nOwner: ada\nCreated: 2026-03-01 23:30");
    assertThat(text.of(new Content.Live(new Subject("task", "tsk_2"))))
        .isEqualTo("task:tsk_2 is no more");
  }

  @Test
  void timesAreThoseOfTheReadersZone() {
    PostText tokyo = text.in(ZoneId.of("Asia/Tokyo"));
    var table =
        new Reply.Table(
            List.of(new Column("a", "A"), new Column("b", "B")),
            List.of(List.of("2026-03-01T23:30:00Z", "2026-13-01T23:30:00Z")),
            "none",
            Optional.empty());

    assertThat(tokyo.of(new Content.Live(new Subject("task", "tsk_1"))))
        .endsWith("\nCreated: 2026-03-02 08:30");
    assertThat(tokyo.of(new Content.Said(table)))
        .isEqualTo("2026-03-02 08:30 | 2026-13-01T23:30:00Z");
  }

  @Test
  void aTableIsItsRows() {
    var table =
        new Reply.Table(
            List.of(new Column("a", "A"), new Column("b", "B")),
            List.of(List.of("1", "2"), List.of("3", "4")),
            "none",
            Optional.empty());

    assertThat(text.of(new Content.Said(table))).isEqualTo("1 | 2\n3 | 4");
  }

  @Test
  void filesStandBelowWhatTheyHangOn() {
    var content = new BlobRef("ab".repeat(32), 7);
    var files = List.of(new Reply.File(content, "a.md", "text/markdown"));

    assertThat(text.of(new Content.Said(new Reply.Text("Here."), files)))
        .isEqualTo("Here.\na.md (7 bytes): " + content.digest());
    assertThat(text.read(new Content.Said(new Reply.Text("Here."), files)))
        .isEqualTo("Here.\na.md");
  }

  @Test
  void postThatWasKeptWithoutFilesIsRead() {
    String kept = "{\"is\":\"said\",\"reply\":{\"kind\":\"text\",\"markdown\":\"Here.\"}}";

    Content content = Json.read(kept, Content.class);

    assertThat(content).isEqualTo(new Content.Said(new Reply.Text("Here.")));
    assertThat(Json.write(content)).isEqualTo(kept);
  }

  @Test
  void whatOnePersonSawStaysWithThem() {
    var secret = new Reply.Private(new Reply.Text("the secret"), true);

    assertThat(text.of(new Content.Said(secret))).doesNotContain("the secret");
  }
}
