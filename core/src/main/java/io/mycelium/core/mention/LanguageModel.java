package io.mycelium.core.mention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import java.util.List;

/// A language model that reads a sentence and proposes calls of the commands that it is shown. What
/// it proposes is a guess like any other. Safe for many threads; blocks, for as long as its own
/// timeout says.
@FunctionalInterface
public interface LanguageModel {
  /// Where none is configured.
  LanguageModel NONE = (_, _) -> new Answer.Unavailable();

  /// Never throws because of what the model or the network did.
  ///
  /// @param commands that may be proposed
  Answer propose(String sentence, List<Command<?>> commands);

  /// What came back.
  sealed interface Answer {
    /// The model has answered; with nothing, when no command fits.
    record Proposed(List<Proposal> proposals) implements Answer {
      public Proposed {
        proposals = List.copyOf(proposals);
      }
    }

    /// There is no model, or it did not answer in a way that could be read.
    record Unavailable() implements Answer {}
  }

  /// A call that the model would make.
  ///
  /// @param command dashed, as the model gave it; there may be no such command
  /// @param options as the model gave them, unchecked
  record Proposal(String command, ObjectNode options) {}
}
