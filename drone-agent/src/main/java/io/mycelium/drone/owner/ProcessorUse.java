package io.mycelium.drone.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether programs that are not the drone's keep the processors busy.
///
/// Times of processors are compared, not the load average: that counts the threads of a job like
/// everybody else's, so a drone would stop for its own jobs. Not for use by several threads at
/// once.
final class ProcessorUse {
  /// More than this part of all processors stands for somebody at work; what systems do by
  /// themselves takes less.
  private static final double WORK = 0.25;

  /// Fields of `stat` behind the name in brackets: the parent, and times of the process itself and
  /// of its children that ended.
  private static final int PARENT = 1;

  private static final int FIRST_TIME = 11;
  private static final int LAST_TIME = 14;

  /// Fields of the line of all processors: the fourth and fifth are times of rest, the ninth and
  /// tenth are counted before already.
  private static final int TIMES = 8;

  private static final int REST = 3;
  private static final int REST_FOR_DISK = 4;

  /// In clock ticks since the machine started.
  private record Times(long all, long busy, long own) {}

  private record Spent(long parent, long time) {}

  private final Path proc;
  private final LongSupplier drone;
  private @Nullable Times last;

  /// @param proc usually `/proc`
  /// @param drone the process to which all that jobs do belongs
  ProcessorUse(Path proc, LongSupplier drone) {
    this.proc = proc;
    this.drone = drone;
  }

  /// Compares with the look before; the first tells nothing.
  Use look() {
    Optional<Times> now = times();
    Times before = last;
    last = now.orElse(null);
    if (now.isEmpty()) {
      return new Use.Unknown();
    }
    if (before == null || now.get().all() <= before.all()) {
      return new Use.NoSign();
    }
    long all = now.get().all() - before.all();
    long own = Math.max(0, now.get().own() - before.own());
    long others = now.get().busy() - before.busy() - own;
    return others > all * WORK ? new Use.Now() : new Use.NoSign();
  }

  private Optional<Times> times() {
    try (Stream<String> lines = Files.lines(proc.resolve("stat"))) {
      return lines
          .filter(line -> line.startsWith("cpu "))
          .findFirst()
          .map(line ->
              Arrays.stream(line.substring(4).strip().split("\\s+", -1))
                  .limit(TIMES)
                  .mapToLong(Long::parseLong)
                  .toArray())
          .filter(times -> times.length > REST_FOR_DISK)
          .map(times -> {
            long all = Arrays.stream(times).sum();
            return new Times(all, all - times[REST] - times[REST_FOR_DISK], own());
          });
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Of the drone and all below it.
  private long own() {
    Map<Long, Spent> all = processes();
    Map<Long, List<Long>> children = new HashMap<>();
    all.forEach((id, process) ->
        children.computeIfAbsent(process.parent(), _ -> new ArrayList<>()).add(id));
    Deque<Long> left = new ArrayDeque<>(List.of(drone.getAsLong()));
    long sum = 0;
    while (!left.isEmpty()) {
      long id = left.pop();
      Spent process = all.get(id);
      sum += process == null ? 0 : process.time();
      left.addAll(children.getOrDefault(id, List.of()));
    }
    return sum;
  }

  private Map<Long, Spent> processes() {
    Map<Long, Spent> all = new HashMap<>();
    try (Stream<Path> found = Files.list(proc)) {
      found
          .filter(folder -> folder.getFileName().toString().matches("\\d{1,10}"))
          .forEach(folder ->
              process(folder)
                  .ifPresent(
                      read -> all.put(Long.parseLong(folder.getFileName().toString()), read)));
    } catch (IOException e) {
      return Map.of();
    }
    return all;
  }

  private static Optional<Spent> process(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split("\\s+", -1);
      long time = 0;
      for (int field = FIRST_TIME; field <= LAST_TIME; field++) {
        time += Long.parseLong(fields[field]);
      }
      return Optional.of(new Spent(Long.parseLong(fields[PARENT]), time));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // It ended meanwhile.
      return Optional.empty();
    }
  }
}
