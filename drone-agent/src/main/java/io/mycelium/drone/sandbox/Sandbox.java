package io.mycelium.drone.sandbox;

import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.core.text.PlainText;
import io.mycelium.drone.sandbox.egress.Egress;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Runs commands as contained as this machine allows. Safe for use by many threads; runs do not
/// wait for each other.
///
/// Contained or in a control group, nothing of a run outlives it. Contained, nothing outlives the
/// drone either, even when that is killed; otherwise the rest ends with the next sandbox on the
/// same folder. With neither, a process that leaves its parents, its session and its environment at
/// once is lost.
public final class Sandbox implements AutoCloseable {
  private static final int LONGEST_REASON = 500;

  private final Containment containment;
  private final Recipe recipe;
  private final Path installation;
  private final ResourceControl control;
  private final ControlGroups groups;
  private final Duration grace;
  private final Set<Execution> running = ConcurrentHashMap.newKeySet();

  /// Bubblewrap dies with the thread that started it, not with the process, so one thread that
  /// stays starts them all.
  private final ExecutorService launcher =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("sandbox-launcher").factory());

  /// Ends whatever an earlier sandbox on the same folder left behind.
  ///
  /// @param containment what [ContainmentProbe] found
  /// @param control what [ResourceProbe] found
  /// @param programs where helpers of uncontained runs are looked for
  /// @param folder the sandbox's own, made when missing; one live sandbox at a time
  /// @param grace between SIGTERM and SIGKILL
  /// @throws SandboxException when `folder` cannot be used
  public Sandbox(
      Containment containment,
      ResourceControl control,
      Programs programs,
      Path folder,
      Duration grace) {
    this.containment = containment;
    this.control = control;
    this.groups = new ControlGroups(control);
    this.installation = folder.toAbsolutePath().normalize();
    this.grace = grace;
    this.recipe =
        switch (containment) {
          case Containment.Bubblewrap bubblewrap ->
              new BubblewrapRecipe(bubblewrap, SystemMounts.withFilesIn(folder))::invocation;
          case Containment.None _ -> new UncontainedRecipe(programs)::invocation;
        };
    try {
      ProcessTree.killLeftOvers(JobMark.prefix(installation));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    groups.removeLeftOvers(JobMark.prefix(installation));
    LeftFolder.remove(ways());
  }

  private Path ways() {
    return installation.resolve("egress");
  }

  private interface Recipe {
    Invocation invocation(Run run, JobMark mark, Surroundings around);
  }

  /// What holds for every run here.
  public Containment containment() {
    return containment;
  }

  /// By what limits are kept for every run here.
  public ResourceControl control() {
    return control;
  }

  /// Starts a run and returns at once. The work folder and all in it become the command's own.
  ///
  /// @throws SandboxException when the work folder cannot be handed over, or what the run needs
  ///   around it cannot be made
  public Execution start(Run run, RunOutput output) {
    JobMark mark = JobMark.fresh(installation);
    boolean contained = containment instanceof Containment.Bubblewrap;
    if (containment instanceof Containment.Bubblewrap(_, _, _, var setpriv, _)
        && setpriv.isPresent()) {
      handOver(run.workFolder());
    }
    Surroundings around = surroundings(run, mark, output);
    Invocation invocation = recipe.invocation(run, mark, around);
    try {
      Process process = launch(invocation);
      ProcessTree tree = new ProcessTree(process, mark, around.group(), contained);
      Execution execution =
          new Supervision(process, tree, output, run.limits(), around, grace).start(invocation);
      running.add(execution);
      execution.onEnd().whenComplete((_, _) -> running.remove(execution));
      return execution;
    } catch (IOException e) {
      around.clean();
      return Execution.notStarted(PlainText.line(String.valueOf(e.getMessage()), LONGEST_REASON));
    }
  }

  private Surroundings surroundings(Run run, JobMark mark, RunOutput output) {
    ControlGroup group = groups.make(mark, GroupLimits.of(run));
    if (!(containment instanceof Containment.Bubblewrap
        && run.network() instanceof NetworkPolicy.Allowed allowed)) {
      return new Surroundings(group, Optional.empty());
    }
    try {
      Path folder = ways().resolve(mark.value());
      return new Surroundings(group, Optional.of(Egress.open(folder, allowed, output::note)));
    } catch (IOException e) {
      group.remove();
      throw new SandboxException("cannot open a way to the allowed hosts", e);
    }
  }

  /// Kills what runs and returns when it has ended.
  @Override
  public void close() {
    List<Execution> left = List.copyOf(running);
    left.forEach(Execution::kill);
    left.forEach(
        execution -> execution.onEnd().handle((_, _) -> true).toCompletableFuture().join());
    launcher.close();
  }

  private Process launch(Invocation invocation) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(invocation.argv()).directory(invocation.folder().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(invocation.environment());
    // Not to be interrupted: a process that starts nevertheless would have nobody who watches it.
    CompletableFuture<Process> started = new CompletableFuture<>();
    launcher.execute(() -> {
      try {
        started.complete(builder.start());
      } catch (IOException | RuntimeException e) {
        started.completeExceptionally(e);
      }
    });
    try {
      return started.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new SandboxException("cannot start a process", e.getCause());
    }
  }

  private static void handOver(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes)
                throws IOException {
              return visitFile(entered, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              int nobody = BubblewrapRecipe.NOBODY;
              Files.setAttribute(file, "unix:uid", nobody, LinkOption.NOFOLLOW_LINKS);
              Files.setAttribute(file, "unix:gid", nobody, LinkOption.NOFOLLOW_LINKS);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new SandboxException("cannot hand over the work folder " + folder, e);
    }
  }
}
