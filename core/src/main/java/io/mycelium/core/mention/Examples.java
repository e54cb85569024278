package io.mycelium.core.mention;

import io.mycelium.core.command.Command;
import io.mycelium.core.function.Catalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The example sentences of all commands as vectors. Those of a catalogue are computed when it is
/// first asked about; a sentence that the one before had as well is not computed again.
final class Examples {
  /// A command and how near its nearest example is, 1 at most.
  record Near(Command<?> command, Sentence example, double similarity) {
    private Near plus(double fit) {
      return new Near(command, example, similarity + fit);
    }
  }

  private record Known(Command<?> command, Sentence example, Embedding vector) {}

  private record Index(
      long version, List<Known> examples, Map<String, Embedding> vectors, Spelling spelling) {}

  private final Embedder embedder;
  private final ReentrantLock building = new ReentrantLock();
  private volatile Index index = new Index(-1, List.of(), Map.of(), Spelling.of(List.of()));

  Examples(Embedder embedder) {
    this.embedder = embedder;
  }

  /// All commands, nearest first; nothing where sentences cannot be compared.
  Optional<List<Near>> nearest(Sentence sentence, Catalogue catalogue) {
    Index present = index(catalogue);
    String mended = present.spelling().mend(sentence.shape());
    return embedder.of(mended).map(vector -> nearest(vector, present, sentence, mended));
  }

  private static List<Near> nearest(
      Embedding vector, Index index, Sentence sentence, String mended) {
    Map<Command<?>, Near> best = new HashMap<>();
    for (Known known : index.examples()) {
      best.merge(
          known.command(),
          new Near(known.command(), known.example(), vector.similarity(known.vector())),
          (a, b) -> a.similarity() >= b.similarity() ? a : b);
    }
    return best.values().stream()
        .map(near -> near.plus(Fit.of(near.command(), sentence, mended)))
        .sorted(Comparator.comparingDouble(Near::similarity).reversed())
        .toList();
  }

  private Index index(Catalogue catalogue) {
    Index present = index;
    if (present.version() == catalogue.version()) {
      return present;
    }
    // One thread computes what all others would compute too.
    building.lock();
    try {
      if (index.version() != catalogue.version()) {
        index = built(catalogue, index.vectors());
      }
      return index;
    } finally {
      building.unlock();
    }
  }

  private Index built(Catalogue catalogue, Map<String, Embedding> known) {
    List<Known> examples = new ArrayList<>();
    Map<String, Embedding> vectors = new HashMap<>();
    for (Catalogue.Entry entry : catalogue.entries()) {
      Command<?> command = entry.command();
      Stream.concat(command.examples().stream(), Stream.of(command.summary()))
          .map(Sentence::of)
          .forEach(example -> {
            String shape = example.shape();
            Optional<Embedding> vector =
                Optional.ofNullable(known.get(shape)).or(() -> embedder.of(shape));
            vector.ifPresent(v -> {
              vectors.put(shape, v);
              examples.add(new Known(command, example, v));
            });
          });
    }
    return new Index(
        catalogue.version(),
        List.copyOf(examples),
        Map.copyOf(vectors),
        Spelling.of(vectors.keySet()));
  }
}
