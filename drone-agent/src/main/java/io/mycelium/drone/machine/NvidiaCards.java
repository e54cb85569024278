package io.mycelium.drone.machine;

import io.mycelium.drone.machine.HelperProgram.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cards of NVIDIA, as `nvidia-smi` tells of them. Not for use by several threads at once.
final class NvidiaCards {
  private static final Logger LOG = LoggerFactory.getLogger(NvidiaCards.class);
  private static final String FORM = "--format=csv,noheader,nounits";

  /// A driver without a card is no trouble.
  private static final String NO_CARD = "No devices were found";

  private final HelperProgram program;
  private String columns = NvidiaTable.WITH_CAPABILITY;
  private boolean well = true;

  NvidiaCards(HelperProgram program) {
    this.program = program;
  }

  /// Asks now.
  ///
  /// @return empty when the driver hangs: the cards may be there all the same
  Optional<List<Card>> ask() {
    return switch (answer()) {
      case Answer.Said(String text) -> {
        well = true;
        yield Optional.of(usable(NvidiaTable.read(text, columns)));
      }
      case Answer.Missing _ -> Optional.of(List.of());
      case Answer.Failed(String why) -> {
        if (!why.contains(NO_CARD)) {
          tell(why);
        }
        yield Optional.of(List.of());
      }
      case Answer.Late(String why) -> {
        tell(why);
        yield Optional.empty();
      }
    };
  }

  private Answer answer() {
    Answer answer = program.ask("--query-gpu=" + columns, FORM);
    if (answer instanceof Answer.Failed(String why)
        && why.contains("not a valid field")
        && !columns.equals(NvidiaTable.PLAIN)) {
      columns = NvidiaTable.PLAIN;
      return program.ask("--query-gpu=" + columns, FORM);
    }
    return answer;
  }

  private List<Card> usable(List<NvidiaTable.Row> rows) {
    List<Card> divided =
        rows.stream().filter(NvidiaTable.Row::divided).map(NvidiaTable.Row::card).toList();
    List<Card> usable =
        new ArrayList<>(
            rows.stream().filter(row -> !row.divided()).map(NvidiaTable.Row::card).toList());
    if (!divided.isEmpty() && program.ask("-L") instanceof Answer.Said(String text)) {
      usable.addAll(MigParts.read(text, divided));
    }
    return List.copyOf(usable);
  }

  /// Once for each time that it goes wrong: the next look is soon.
  private void tell(String why) {
    if (well) {
      LOG.warn("Graphics cards of NVIDIA are not seen: {}", why);
    }
    well = false;
  }
}
