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
import java.util.Set;

/// A sentence of the measured set.
///
/// @param commands spoken names of the commands that it may mean; `-` for nothing
record Measured(Set<String> commands, String sentence) {
  static List<Measured> all() {
    try {
      var file = Objects.requireNonNull(Measured.class.getResource("sentences.tsv"));
      return Files.readAllLines(Path.of(file.toURI())).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(parts -> new Measured(Set.of(parts[0].split("\\|")), parts[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean meansNothing() {
    return commands.contains("-");
  }

  /// Whether the command runs or is offered; for what means nothing, whether nothing is offered.
  boolean isRight(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Run(Call call) -> is(call);
      case Meaning.Choose(_, var candidates) ->
          candidates.stream().map(Candidate::call).anyMatch(this::is);
      case Meaning.Ask(_, var form) -> commands.contains(form.submit().spoken());
      case Meaning.Nothing _ -> meansNothing();
    };
  }

  private boolean is(Call call) {
    return commands.contains(call.command().spoken());
  }
}
