package io.mycelium.functions.pipeline;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Attachments;
import io.mycelium.core.pipeline.Uploads;
import io.mycelium.core.pipeline.Uploads.Admission;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.Blobs;
import io.mycelium.functions.Harness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UploadsTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Blobs blobs() {
    return mycelium.queue().blobs();
  }

  private Uploads uploads(Duration unused) {
    return new Uploads(
        mycelium.parts().identify(),
        new Attachments(blobs(), new Attachments.Lives(unused, Duration.ofDays(90))),
        mycelium.audit(),
        mycelium.clock());
  }

  private Admission ask(Optional<String> secret) {
    return uploads(Duration.ofDays(1)).admit(secret, "test", "r-1");
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private Admission.Admitted member() {
    String secret = mycelium.join("Ada", Role.MEMBER).secret();
    return (Admission.Admitted) ask(Optional.of(secret));
  }

  @Test
  void whoMaySaySomethingMayUpload() throws IOException {
    Admission.Admitted ada = member();

    FileRef file = uploads(Duration.ofDays(1)).keep(ada, content("1,2"), "C:\\x\\q3.csv", "");

    assertThat(ada.by().name()).isEqualTo("Ada");
    assertThat(file.name()).isEqualTo("q3.csv");
    assertThat(file.mediaType()).isEqualTo("text/csv");
    assertThat(file.size()).isEqualTo(3);
    try (InputStream kept = blobs().open(file.digest()).orElseThrow()) {
      assertThat(kept).hasContent("1,2");
    }
  }

  @Test
  void theSameContentIsOneBlobUnderBothNames() {
    Admission.Admitted ada = member();
    Uploads uploads = uploads(Duration.ofDays(1));

    FileRef first = uploads.keep(ada, content("1,2"), "q3.csv", "");
    FileRef second = uploads.keep(ada, content("1,2"), "other", "image/png");

    assertThat(second.content()).isEqualTo(first.content());
    assertThat(second.name()).isEqualTo("other");
    assertThat(second.mediaType()).isEqualTo("image/png");
  }

  @Test
  void whatNoCallNamesGoes() {
    FileRef file = uploads(Duration.ofMillis(100)).keep(member(), content("1,2"), "q3.csv", "");

    await().until(() -> blobs().find(file.digest()).isEmpty());
  }

  @Test
  void strangersAndViewersMayNotAndTheTrailKeepsThat() {
    Harness.User vic = mycelium.join("Vic", Role.VIEWER);

    assertThat(refusal(Optional.empty())).isRefused(Reply.Reason.UNAUTHENTICATED, "no-key");
    assertThat(refusal(Optional.of("myc_guess")))
        .isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(refusal(Optional.of(vic.secret())))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted")
        .says("'upload' needs the permission rooms.say, which the role member has");

    await().until(() -> trail().size() == 3);
    String id = mycelium.peers().named("Vic").orElseThrow().id().value();
    assertThat(trail())
        .extracting(entry -> entry.command() + " " + entry.outcome())
        .containsExactlyInAnyOrder(
            "upload refused:no-key", "upload refused:unknown-key", "upload refused:not-permitted");
    assertThat(trail())
        .extracting(AuditTrail.Entry::who)
        .containsExactlyInAnyOrder("anonymous", "anonymous", id);
  }

  @Test
  void contentThatBreaksOffIsNotKept() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cable cut");
          }
        };

    assertThatThrownBy(() -> uploads(Duration.ofDays(1)).keep(member(), broken, "x", ""))
        .isInstanceOf(UncheckedIOException.class);
  }

  private Reply refusal(Optional<String> secret) {
    return ((Admission.Refused) ask(secret)).reply();
  }

  private List<AuditTrail.Entry> trail() {
    return mycelium.audit().before("+", 100).stream().map(AuditTrail.Kept::entry).toList();
  }
}
