package io.mycelium.drone.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command line that runs something with the drone's own rights: a session of its own and the
/// limits that this machine can set.
final class UncontainedRecipe {
  private final Programs programs;

  UncontainedRecipe(Programs programs) {
    this.programs = programs;
  }

  Invocation invocation(Run run, JobMark mark, Surroundings around) {
    List<String> line = new ArrayList<>();
    boolean grouped = !around.group().doors().isEmpty();
    programs.find("setsid").ifPresent(setsid -> line.add(setsid.toString()));
    programs
        .find("prlimit")
        .ifPresent(prlimit ->
            line.addAll(
                ResourceLimits.commandLine(
                    prlimit, run.limits(), grouped, UncontainedRecipe::ownTasks)));
    line.addAll(run.argv());
    String folder = run.workFolder().toString();
    Map<String, String> variables = RunEnvironment.of(run, run.workFolder(), folder, folder);
    variables.put(JobMark.VARIABLE, mark.value());
    return new Invocation(
        Joining.inFront(around.group().doors(), line),
        run.workFolder(),
        variables,
        run.stdin(),
        false);
  }

  private static long ownTasks() {
    return ProcTable.ownUser().map(ProcTable::tasksOf).orElse(0L);
  }
}
