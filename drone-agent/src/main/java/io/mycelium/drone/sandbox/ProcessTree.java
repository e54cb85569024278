package io.mycelium.drone.sandbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Everything that one run started: descendants, members of its session, and whatever carries its
/// mark. For one thread.
final class ProcessTree {
  private static final Duration POLL = Duration.ofMillis(20);

  /// SIGKILL takes effect at once, but for a process inside of a hanging file system call.
  private static final Duration LONGEST_KILL = Duration.ofSeconds(5);

  private final Process root;
  private final JobMark mark;
  private final ControlGroup group;
  private final boolean contained;

  /// A process that was a member stays one when its parents end and it has no mark.
  private final Set<ProcessHandle> seen = new HashSet<>();

  ProcessTree(Process root, JobMark mark, ControlGroup group, boolean contained) {
    this.root = root;
    this.mark = mark;
    this.group = group;
    this.contained = contained;
  }

  /// Asks every process to end and waits, `grace` at most, until they have.
  void terminate(Duration grace) throws InterruptedException {
    List<ProcTable.Entry> asked = members().stream().filter(this::isCommand).toList();
    asked.forEach(entry -> ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroy));
    if (ProcTable.ownUser().isEmpty()) {
      root.descendants().forEach(ProcessHandle::destroy);
      root.toHandle().destroy();
    }
    long deadline = System.nanoTime() + grace.toNanos();
    // Where nothing was there to ask, the sandbox is still being built, and nothing answers.
    boolean waits = !asked.isEmpty() || !contained;
    while (waits && isAnyCommandLeft() && System.nanoTime() < deadline) {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  /// Ends what is left, the root included, and returns when nothing is.
  ///
  /// @throws SandboxException when a process outlives SIGKILL
  void kill() throws InterruptedException {
    root.descendants().forEach(ProcessHandle::destroyForcibly);
    // Not Process.destroyForcibly: that closes the streams, and what was printed last would be
    // lost.
    root.toHandle().destroyForcibly();
    // Whoever left parents, session and environment is still in the group.
    group.kill();
    sweep(mark.value(), this::members);
  }

  /// Ends whatever carries a mark of an earlier life of this installation.
  static void killLeftOvers(String prefix) throws InterruptedException {
    String entry = JobMark.VARIABLE + "=" + prefix;
    sweep(
        prefix,
        () ->
            ProcTable.entries().stream()
                .filter(process -> ProcTable.startedWith(process.pid(), entry))
                .toList());
  }

  private interface Search {
    List<ProcTable.Entry> find();
  }

  private static void sweep(String what, Search search) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_KILL.toNanos();
    List<ProcTable.Entry> left = search.find();
    while (!left.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new SandboxException("processes of job " + what + " outlive SIGKILL: " + left, null);
      }
      left.forEach(
          entry -> ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly));
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      left = search.find();
    }
  }

  private boolean isAnyCommandLeft() {
    return ProcTable.ownUser().isPresent()
        ? members().stream().anyMatch(this::isCommand)
        : root.isAlive();
  }

  /// Neither bubblewrap's watcher nor its first process inside: signals to those would end the
  /// command without grace.
  private boolean isCommand(ProcTable.Entry entry) {
    return !contained || (entry.pid() != root.pid() && entry.parent() != root.pid());
  }

  private List<ProcTable.Entry> members() {
    List<ProcTable.Entry> all = ProcTable.entries();
    Set<Long> members = new HashSet<>();
    for (ProcTable.Entry entry : all) {
      if (isRoot(entry)
          || (!contained && entry.session() == root.pid())
          || ProcessHandle.of(entry.pid()).filter(seen::contains).isPresent()
          || ProcTable.startedWith(entry.pid(), mark.entry())) {
        members.add(entry.pid());
      }
    }
    boolean grown = true;
    while (grown) {
      grown =
          all.stream()
              .filter(entry -> members.contains(entry.parent()))
              .map(entry -> members.add(entry.pid()))
              .reduce(false, Boolean::logicalOr);
    }
    members.forEach(pid -> ProcessHandle.of(pid).ifPresent(seen::add));
    return all.stream().filter(entry -> members.contains(entry.pid())).toList();
  }

  private boolean isRoot(ProcTable.Entry entry) {
    return entry.pid() == root.pid() && root.isAlive();
  }
}
