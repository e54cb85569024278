package io.mycelium.functions.mentions;

import io.mycelium.core.command.Call;
import io.mycelium.core.mention.Candidate;
import io.mycelium.core.mention.Meaning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// A sentence of the measured set.
///
/// @param command spoken name of the command that it means; `-` for nothing
record Measured(String command, String sentence) {
  static List<Measured> all() {
    try {
      var file = Objects.requireNonNull(Measured.class.getResource("sentences.tsv"));
      return Files.readAllLines(Path.of(file.toURI())).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(parts -> new Measured(parts[0], parts[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean meansNothing() {
    return command.equals("-");
  }

  /// Whether the command runs or is offered; for what means nothing, whether nothing is offered.
  boolean isRight(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Run(Call call) -> is(call);
      case Meaning.Choose(_, var candidates) ->
          candidates.stream().map(Candidate::call).anyMatch(this::is);
      case Meaning.Ask(_, var form) -> form.submit().spoken().equals(command);
      case Meaning.Nothing _ -> meansNothing();
    };
  }

  private boolean is(Call call) {
    return call.command().spoken().equals(command);
  }
}
