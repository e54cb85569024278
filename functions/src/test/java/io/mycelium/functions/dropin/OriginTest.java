package io.mycelium.functions.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {
  @TempDir Path folder;

  @Test
  void folderKeepsTheNameThatItGotFirst() {
    Origin first = Origin.of(folder, new Random(1));

    assertThat(Origin.of(folder, new Random(2))).isEqualTo(first);
  }

  @Test
  void fileWithSomethingElseIsRefused() throws IOException {
    Files.writeString(folder.resolve(".origin"), "../../elsewhere\n");

    assertThatThrownBy(() -> Origin.of(folder, new Random(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 hexadecimal digits");
  }
}
