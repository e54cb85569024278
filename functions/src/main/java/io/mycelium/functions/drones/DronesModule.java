package io.mycelium.functions.drones;

import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.checkup.Finding;
import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.text.PlainText;
import io.mycelium.functions.queue.DroneNames;
import io.mycelium.functions.queue.Steering;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The feature as the gateway composes it: `drone list` and `drone show`.
public final class DronesModule {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", "Name", Fit.WHOLE),
          new Column("state", "State", Fit.WHOLE),
          new Column("jobs", "Jobs"),
          new Column("cores", "Cores"),
          new Column("memory", "Memory"),
          new Column("cards", "Graphics cards", Fit.SPARE),
          new Column("containment", "Containment"),
          new Column("roots", "Roots"));

  record NoOptions() {}

  record ShowOptions(
      @Positional @Bounds(min = 1, max = 100) @Help("the drone's name or id") String drone) {}

  private final JobQueue queue;
  private final DroneView view;

  private final HoldDrone hold;
  private final Quarantines quarantines;

  public DronesModule(
      AggregateStore store, JobQueue queue, Noticeboard notices, InstantSource clock) {
    this.queue = queue;
    this.hold = new HoldDrone(queue, new Steering(store, queue));
    this.quarantines = new Quarantines(queue, notices);
    this.view = new DroneView(queue, clock);
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("drone"),
            "See and steer the computers that do the work",
            FunctionLimits.STANDARD,
            Stream.<Command<?>>concat(Stream.of(list(), show()), hold.commands().stream())
                .toList()));
  }

  /// For the queue's outbox, [JobQueue#outbox].
  public List<OutboxHandler> relays() {
    return List.of(quarantines);
  }

  /// Looks whether there is somebody to do the work.
  public Checkup checkup() {
    return () -> {
      List<Drone> live = queue.drones();
      String names = String.join(", ", live.stream().map(Drone::name).sorted().toList());
      return List.of(
          live.isEmpty()
              ? Finding.bad("Drones", "None is live; './mycelium drone' starts one.")
              : Finding.good("Drones", PlainText.line(names, 100)));
    };
  }

  public List<SubjectView> views() {
    return List.of(view);
  }

  private Command<NoOptions> list() {
    return Command.named("drone", "list")
        .summary("List the drones that are live")
        .examples("which drones are there?", "list the drones", "how many machines work for us?")
        .permission(Permission.DRONES_READ)
        .handledBy(NoOptions.class, this::listed);
  }

  private Command<ShowOptions> show() {
    return Command.named("drone", "show")
        .summary(
            "Show a drone: its machine, cards and models, what it can contain, what it refuses")
        .examples(
            "show the drone attic",
            "what can the drone attic do?",
            "how much memory has the drone attic?",
            "which graphics cards has the drone attic?")
        .permission(Permission.DRONES_READ)
        .handledBy(ShowOptions.class, this::shown);
  }

  private Reply listed(NoOptions options, Invocation by) {
    List<QueueControl> controls = queue.controls();
    return new Reply.Table(
        COLUMNS,
        queue.drones().stream()
            .sorted(Comparator.comparing(Drone::name))
            .map(drone -> row(drone, controls))
            .toList(),
        "No drone is live. './mycelium up' starts one, './mycelium drone' another.",
        Optional.empty());
  }

  private static List<String> row(Drone drone, List<QueueControl> controls) {
    return List.of(
        DroneNames.of(drone),
        DroneView.state(drone, controls),
        DroneView.load(drone),
        Integer.toString(drone.cores()),
        DroneView.size(drone.memoryBytes()),
        EquipmentFields.cardsInShort(drone),
        DroneView.containment(drone),
        PlainText.line(String.join(" ", drone.roots()), 300));
  }

  private Reply shown(ShowOptions options, Invocation by) {
    List<Drone> live = queue.drones();
    return DroneNames.called(options.drone(), live)
        .or(() -> DroneNames.called(options.drone(), queue.knownDrones()))
        .<Reply>map(view::card)
        .orElseGet(() -> DroneNames.missing(options.drone(), live));
  }
}
