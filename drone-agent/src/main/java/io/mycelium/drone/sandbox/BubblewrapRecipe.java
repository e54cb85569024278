package io.mycelium.drone.sandbox;

import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.Containment.Bubblewrap;
import io.mycelium.drone.sandbox.Containment.Option;
import io.mycelium.drone.sandbox.egress.Egress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command line that runs something contained.
///
/// As root, bubblewrap mounts with root's rights and without a user namespace, since only root can
/// reach a folder below one of mode 0700; inside, `setpriv` drops root before anything of the run
/// is looked at. An ordinary user has a user namespace. Both are user 65534 inside.
final class BubblewrapRecipe {
  /// Nobody, for the user and the group.
  static final int NOBODY = 65534;

  private static final String HOME = "/tmp/home";

  /// What is needed inside to open the way to allowed hosts.
  private static final Path OPENING = Path.of("/run/mycelium");

  private static final String WORK = ReservedPaths.WORK.toString();

  private final Bubblewrap bubblewrap;
  private final SystemMounts system;

  BubblewrapRecipe(Bubblewrap bubblewrap, SystemMounts system) {
    this.bubblewrap = bubblewrap;
    this.system = system;
  }

  Invocation invocation(Run run, JobMark mark, Surroundings around) {
    List<String> line = new ArrayList<>();
    line.add(bubblewrap.program().toString());
    line.addAll(namespaces(run.network()));
    line.addAll(mounts(run, around));
    line.addAll(List.of("--chdir", "/", "--clearenv", "--setenv", "PATH", "/usr/bin:/bin"));
    line.addAll(List.of("--setenv", JobMark.VARIABLE, mark.value(), "--"));
    line.addAll(dropRoot());
    around.egress().ifPresent(_ -> line.addAll(opening()));
    boolean grouped = !around.group().doors().isEmpty();
    line.addAll(
        ResourceLimits.commandLine(
            bubblewrap.prlimit(), run.limits(), grouped, this::countedTogether));
    line.addAll(List.of("/bin/sh", "-c", RunEnvironment.LOADER, "sh", WORK));
    line.addAll(run.argv());
    // Nothing of the run's environment: it would hold for bubblewrap, outside.
    Map<String, String> outside = Map.of(JobMark.VARIABLE, mark.value());
    return new Invocation(
        Joining.inFront(around.group().doors(), line), Path.of("/"), outside, input(run), true);
  }

  private static Input input(Run run) {
    Map<String, String> variables =
        RunEnvironment.of(run, ReservedPaths.WORK, HOME, ReservedPaths.TEMPORARY.toString());
    return run.stdin().after(RunEnvironment.line(variables));
  }

  private boolean isRoot() {
    return bubblewrap.setpriv().isPresent();
  }

  private List<String> namespaces(NetworkPolicy network) {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
    line.addAll(List.of("--hostname", "sandbox", "--die-with-parent", "--new-session"));
    if (!(network instanceof NetworkPolicy.Full)) {
      line.add("--unshare-net");
    }
    line.addAll(List.of("--cap-drop", "ALL"));
    if (isRoot()) {
      // What setpriv needs to let go of the rest.
      line.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
      line.addAll(List.of("--cap-add", "CAP_SETPCAP"));
    } else {
      String nobody = Integer.toString(NOBODY);
      line.addAll(List.of("--unshare-user", "--uid", nobody, "--gid", nobody));
    }
    if (bubblewrap.options().contains(Option.DISABLE_USERNS)) {
      line.add("--disable-userns");
    }
    return line;
  }

  private List<String> mounts(Run run, Surroundings around) {
    MountPlan plan =
        new MountPlan(
            bubblewrap.options().contains(Option.SIZED_TMPFS), run.limits().scratchBytes());
    system.addTo(plan, run.network());
    around.egress().ifPresent(way -> plan.shown(way.folder(), OPENING));
    plan.special("--proc", Path.of("/proc"));
    plan.special("--dev", Path.of("/dev"));
    run.devices().forEach(plan::device);
    plan.scratch(Path.of("/dev/shm"));
    plan.readOnly(Path.of("/dev"));
    plan.scratch(ReservedPaths.TEMPORARY);
    plan.openFolder(Path.of(HOME));
    plan.writable(run.workFolder(), ReservedPaths.WORK);
    run.sealed()
        .forEach(path ->
            plan.shown(path, ReservedPaths.WORK.resolve(run.workFolder().relativize(path))));
    plan.visible(run.readable());
    run.writable().forEach(plan::changeable);
    plan.masked(run.masked());
    plan.readOnly(Path.of("/"));
    return plan.arguments();
  }

  /// Opens the way, then becomes the command. 125: without it the command must not run.
  private static List<String> opening() {
    String java = OwnJava.ofThisProcess().home().resolve("bin/java").toString();
    String script =
        "\"$1\" %s </dev/null >/dev/null || exit 125; shift; exec \"$@\""
            .formatted(String.join(" ", Egress.opening(OPENING)));
    return List.of("/bin/sh", "-c", script, "sh", java);
  }

  private List<String> dropRoot() {
    return bubblewrap
        .setpriv()
        .map(setpriv ->
            List.of(
                setpriv.toString(),
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--no-new-privs",
                "--bounding-set=-all",
                "--inh-caps=-all",
                "--"))
        .orElse(List.of());
  }

  /// A user namespace has a count of its own; without one, all processes of the user share it.
  private long countedTogether() {
    if (isRoot()) {
      return ProcTable.tasksOf(NOBODY);
    }
    return KernelRelease.current().countsTasksPerNamespace()
        ? 0
        : ProcTable.ownUser().map(ProcTable::tasksOf).orElse(0L);
  }
}
