package io.mycelium.functions.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.room.Noticeboard;
import io.mycelium.functions.Harness;
import io.mycelium.functions.TestPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What comes of single looks at a folder.
class FunctionFolderTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  @TempDir Path home;
  private Dropins dropins;
  private FunctionFolder watched;

  @BeforeEach
  void watch() {
    dropins = new Dropins(mycelium.store(), () -> {});
    var publisher =
        new Publisher(
            new Publisher.Parts(
                dropins,
                mycelium.queue().blobs(),
                new Trust(mycelium.store(), Set.of()),
                _ -> Optional.empty(),
                new Noticeboard(mycelium.store(), mycelium.ids(), mycelium.clock()),
                mycelium.clock()),
            Origin.of(home, new Random(1)));
    watched = new FunctionFolder(home, _ -> true, publisher);
  }

  private List<Dropin.State> published() {
    return dropins.all().stream().map(stored -> stored.state().state()).toList();
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      watched.look();
    }
  }

  @Test
  void folderThatIsCopiedSlowlyIsNotReportedBroken() throws IOException {
    Path folder = Files.createDirectory(home.resolve("count"));
    Files.writeString(folder.resolve("run.py"), "print('{}')");
    look(FunctionFolder.PATIENCE - 1);
    assertThat(published()).isEmpty();

    Files.writeString(folder.resolve("function.yaml"), TestPackage.manifest("count", "medium"));
    look(2);

    assertThat(published()).containsExactly(Dropin.State.LIVE);
  }

  @Test
  void whatIsWrongForLongIsReported() throws IOException {
    Path folder = Files.createDirectory(home.resolve("count"));
    Files.writeString(folder.resolve("run.py"), "print('{}')");

    look(FunctionFolder.PATIENCE);

    assertThat(published()).containsExactly(Dropin.State.BROKEN);
  }
}
