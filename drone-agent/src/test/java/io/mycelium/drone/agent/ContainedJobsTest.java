package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.id.JobId;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.NeedsBubblewrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@NeedsBubblewrap
final class ContainedJobsTest extends JobLifeContract {
  @Override
  Containment containment() {
    return NeedsBubblewrap.Probed.CONTAINMENT;
  }

  @Test
  void untrustedFunctionRuns() {
    JobId job = place().job().shell("echo ran").untrusted().submit();

    assertThat(place().ended(job).result().orElseThrow().markdown()).isEqualTo("ran");
  }

  @Test
  void untrustedFunctionWritesNowhere() throws IOException {
    JobId job = place().job().shell("echo no").writing(place().target()).untrusted().submit();

    assertFailure(job, "path-refused", "is not trusted, so it may write nowhere");
  }

  @Test
  void pathThroughALinkIsGivenAsWhereItLeads() throws IOException {
    Path folder = Files.createDirectory(place().root().resolve("real"));
    Files.writeString(folder.resolve("file"), "read");
    Path link = Files.createSymbolicLink(place().root().resolve("link"), folder);
    JobId job =
        place()
            .job()
            .shell("cat \"$MYCELIUM_OPTION_FOLDER/file\"")
            .option("folder", TextNode.valueOf(link.toString()))
            .reading(link)
            .submit();

    assertThat(place().ended(job).result().orElseThrow().markdown()).isEqualTo("read");
  }

  @Test
  void fileOfTheCallCannotBeChanged() {
    JobId job =
        place()
            .job()
            .shell(
                "f=in/table/q3.csv; chmod 777 in in/table $f; echo x >>$f; rm -rf in; mv in gone; mkdir in/new; cat $f; ls in")
            .given("table", "q3.csv", "1,2,3")
            .submit();

    assertThat(place().ended(job).result().orElseThrow().markdown()).isEqualTo("1,2,3table");
  }

  @Test
  void dataFolderIsHiddenBelowARoot() throws IOException {
    Path key = Files.writeString(place().secret().resolve("key"), "hidden");
    Files.writeString(place().root().resolve("open"), "seen");
    JobId job =
        place()
            .job()
            .shell("cd %s; ls; cat %s || ls -A secret | wc -l".formatted(place().root(), key))
            .reading(place().root())
            .submit();

    assertThat(place().ended(job).result().orElseThrow().markdown()).isEqualTo("open\nsecret\n0");
  }
}
