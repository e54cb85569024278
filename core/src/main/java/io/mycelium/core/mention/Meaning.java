package io.mycelium.core.mention;

import io.mycelium.core.command.Call;
import io.mycelium.core.reply.Reply;
import java.util.List;

/// What free text was taken for.
public sealed interface Meaning {
  /// A call to make now, as if it had been typed.
  record Run(Call call) implements Meaning {}

  /// What may be meant, best first; each is a button.
  ///
  /// @param candidates one to three
  record Choose(String sentence, List<Candidate> candidates) implements Meaning {
    public Choose {
      candidates = List.copyOf(candidates);
    }
  }

  /// A command whose options are not complete or do not fit.
  record Ask(String sentence, Reply.Form form) implements Meaning {}

  /// Nothing that can be done here.
  ///
  /// @param sentence what to try instead
  record Nothing(String sentence) implements Meaning {}
}
