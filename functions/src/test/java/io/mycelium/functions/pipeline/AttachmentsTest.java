package io.mycelium.functions.pipeline;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Attachments;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Blobs;
import io.mycelium.functions.Harness;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files of calls, on their way through the pipeline.
class AttachmentsTest {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final Bench bench = new Bench();

  @RegisterExtension final Harness mycelium = Harness.with(bench::feature);

  private Blobs blobs() {
    return mycelium.queue().blobs();
  }

  private FileRef stored(String content, Duration life) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return FileRef.of(blobs().store(new ByteArrayInputStream(bytes), life), "q3.csv", "text/csv");
  }

  private Bench.Ask show(FileRef file) {
    return bench.ask().to("say").with("{\"file\":%s}".formatted(file.tree()));
  }

  private static FileRef gone() {
    return FileRef.of(new BlobRef("ab".repeat(32), 5), "q3.csv", "text/csv");
  }

  @Test
  void aFileWhoseContentIsNotThereIsRefusedByItsName() {
    assertThat(show(gone()).of(mycelium.pipeline()))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .blames("file")
        .says("Option 'file' is 'q3.csv', whose content is not here, or not any more; upload it");
    assertThat(mycelium.events("post.created")).isEmpty();
  }

  @Test
  void aFileOfAnotherSizeThanItsContentIsRefused() {
    FileRef file = stored("1,2,3", Duration.ofDays(1));
    var wrong = new FileRef(file.digest(), file.name(), file.mediaType(), 4);

    assertThat(show(wrong).of(mycelium.pipeline()))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .says("has 5 bytes, not 4");
  }

  @Test
  void aFileLivesOnOnceACallNamesIt() {
    FileRef named = stored("named", MOMENT);
    FileRef forgotten = stored("forgotten", MOMENT);

    assertThat(show(named).of(mycelium.pipeline())).isNotRefused();

    await().until(() -> blobs().find(forgotten.digest()).isEmpty());
    assertThat(blobs().find(named.digest())).isPresent();
  }

  @Test
  void whoMayNotCallIsNotToldWhatIsThere() {
    Harness.User vic = mycelium.join("Vic", Role.VIEWER);
    FileRef there = stored("there", MOMENT);

    Reply present = show(there).by(vic.secret()).of(mycelium.pipeline());
    Reply absent = show(gone()).by(vic.secret()).of(mycelium.pipeline());

    assertThat(present).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    assertThat(absent).isEqualTo(present);
    await().until(() -> blobs().find(there.digest()).isEmpty());
  }

  @Test
  void aRepeatIsAnsweredThoughTheContentIsGone() {
    Pipeline forgetful = forgetful();
    FileRef file = stored("soon gone", MOMENT);
    Bench.Ask ask = show(file);
    Reply first = ask.of(forgetful);

    await().until(() -> blobs().find(file.digest()).isEmpty());

    assertThat(first).isNotRefused();
    assertThat(ask.of(forgetful)).isEqualTo(first);
  }

  /// Lets nothing live longer.
  private Pipeline forgetful() {
    Pipeline.Parts parts = mycelium.parts();
    Duration none = Duration.ofMillis(1);
    return new Pipeline(
        new Pipeline.Parts(
            parts.identify(),
            parts.catalogue(),
            parts.switches(),
            parts.rooms(),
            parts.store(),
            new Attachments(blobs(), new Attachments.Lives(none, none)),
            parts.views(),
            parts.confirmations(),
            parts.approvals(),
            parts.host(),
            parts.audit(),
            parts.clock()));
  }
}
