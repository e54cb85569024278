package io.mycelium.benchmarks.queue;

import io.mycelium.benchmarks.process.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A queue of npm. Its jobs leave their marks in Redis.
public record PeerWorkforce(Peer.Kind kind, Store store) implements Workforce {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String MARKS = "marks";

  @Override
  public String name() {
    return kind.title();
  }

  @Override
  public String id() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void submit(int jobs, Task task) {
    try (Peer sender = new Peer(kind, store.url())) {
      sender.submit(jobs, 1);
    }
  }

  @Override
  public Workers start(Task task, int lanes) {
    String mode = task.name().toLowerCase(Locale.ROOT);
    return new PeerWorkers(kind.start(store.url(), mode, Integer.toString(lanes)));
  }

  @Override
  public List<Integer> marks() {
    return store.values(MARKS).stream().map(Integer::valueOf).toList();
  }

  @Override
  public void close() {
    // Its workers are closed by whoever started them.
  }

  private record PeerWorkers(PeerProcess process) implements Workers {
    @Override
    public List<Long> started(int jobs) {
      Set<String> seen = new HashSet<>();
      List<Long> times = new ArrayList<>();
      while (times.size() < jobs) {
        var answer =
            process
                .next("ran", PATIENCE)
                .orElseThrow(
                    () -> new IllegalStateException("only %d jobs ran".formatted(times.size())));
        if (seen.add(answer.said().get("ran").asText())) {
          times.add(answer.at());
        }
      }
      return times;
    }

    @Override
    public void kill() {
      process.kill();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
