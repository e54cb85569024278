package io.mycelium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.core.function.Catalogue;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.mention.Interpreter;
import io.mycelium.core.mention.Meaning;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Role;
import io.mycelium.gateway.config.Configuration;
import io.mycelium.gateway.config.Configuration.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpretationTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();

  @Test
  void nothingIsLoadedBeforeTheFirstSentence() {
    Interpreter interpreter =
        start(new Configuration.Models(true, Provider.NONE, "", "", "", SOON));

    var ada =
        new Caller(
            new PeerId("peer_01k2ada"), "ada", PeerKind.PERSON, Role.MEMBER, Optional.empty());

    assertThat(folder).isEmptyDirectory();
    assertThat(interpreter.of("what is open?", Catalogue.of(1, List.of()), ada))
        .isInstanceOf(Meaning.Nothing.class);
    assertThat(folder).isNotEmptyDirectory();
    shutdown.run();
  }

  @ParameterizedTest
  @EnumSource(value = Provider.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void everyProviderStartsWithItsKey(Provider provider) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "sk-4711\n");

    assertThat(start(configured(provider, key))).isNotNull();
    assertThat(start(configured(provider, Path.of("")))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "two\nlines"})
  void fileThatHoldsNoKeyIsRefusedWithoutShowingIt(String content) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), content);

    assertThatThrownBy(() -> start(configured(Provider.OPENAI, key)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("models.key-file")
        .hasMessageNotContaining("two");
  }

  @Test
  void absentKeyFileIsRefused() {
    assertThatThrownBy(() -> start(configured(Provider.OPENAI, folder.resolve("none"))))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("cannot be read");
  }

  private static Configuration.Models configured(Provider provider, Path key) {
    return new Configuration.Models(
        false, provider, "http://127.0.0.1:9/v1", "small", key.toString(), SOON);
  }

  private Interpreter start(Configuration.Models models) {
    return Interpretation.start(models, folder, shutdown);
  }
}
