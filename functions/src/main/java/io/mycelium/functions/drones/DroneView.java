package io.mycelium.functions.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.Times;
import io.mycelium.core.text.PlainText;
import io.mycelium.functions.queue.DroneNames;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Draws drones. What they say of themselves is made safe to show.
final class DroneView implements SubjectView {
  private static final int LONGEST = 300;

  private final JobQueue queue;
  private final InstantSource clock;

  DroneView(JobQueue queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "drone";
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return queue.drone(new DroneId(id)).map(this::card);
  }

  Reply.Card card(Drone drone) {
    boolean live = queue.drones().stream().anyMatch(other -> other.id().equals(drone.id()));
    return new Reply.Card(
        Optional.of(Subject.of(type(), drone.id())),
        DroneNames.of(drone),
        Optional.of(live ? state(drone, queue.controls()) : "gone"),
        live
            ? ""
            : "It is not live: it was last heard of at %s. This is what it said of itself then."
                .formatted(Times.said(drone.seenAt())),
        fields(drone, live),
        List.of());
  }

  private List<Field> fields(Drone drone, boolean live) {
    long ago = Math.max(0, Duration.between(drone.seenAt(), clock.instant()).toSeconds());
    List<Field> fields = new ArrayList<>();
    fields.add(field("jobs", "Jobs", load(drone)));
    fields.add(field("containment", "Containment", containment(drone)));
    fields.add(field("limits", "Limits", Limits.kept(drone.tags())));
    fields.add(field("unenforced", "Cannot enforce", Limits.missing(drone.tags())));
    fields.add(field("roots", "Jobs may read below", roots(drone)));
    fields.add(field("cores", "Cores", Integer.toString(drone.cores())));
    fields.add(
        field(
            "memory",
            "Memory",
            "%s, %s free".formatted(size(drone.memoryBytes()), size(drone.memoryFreeBytes()))));
    fields.add(field("disk", "Disk", size(drone.diskBytes()) + " free"));
    fields.addAll(EquipmentFields.of(drone));
    fields.add(field("tags", "Tags", String.join(" ", drone.tags())));
    fields.add(field("host", "Host", drone.host()));
    fields.add(field("system", "System", drone.system()));
    fields.add(field("version", "Version", drone.version()));
    fields.add(field("seen", "Heard of", live ? ago + "s ago" : Times.of(drone.seenAt())));
    fields.add(field("id", "Id", drone.id().value()));
    return List.copyOf(fields);
  }

  /// What an operator, or a quarantine, made of it; else whether its owner lends it, and how busy
  /// it is. One that is away takes no job; those that run there go on.
  static String state(Drone drone, List<QueueControl> controls) {
    return QueueControl.of(drone.id(), controls)
        .map(QueueControl.Mode::word)
        .orElseGet(() -> drone.equipment().away().isPresent() ? "away" : busy(drone));
  }

  private static String busy(Drone drone) {
    return drone.running() >= drone.slots() ? "full" : drone.running() > 0 ? "busy" : "idle";
  }

  static String load(Drone drone) {
    return "%d of %d".formatted(drone.running(), drone.slots());
  }

  /// How it contains jobs, or what to type so that it can.
  static String containment(Drone drone) {
    String advice =
        drone
            .advice()
            .map(line -> "; runs only what is trusted. To contain the rest: " + line)
            .orElse("");
    return PlainText.line(drone.containment() + advice, LONGEST);
  }

  static String size(long bytes) {
    double gib = bytes / (double) (1L << 30);
    return gib >= 1 ? String.format(Locale.ROOT, "%.1f GiB", gib) : "%d MiB".formatted(bytes >> 20);
  }

  private static String roots(Drone drone) {
    return drone.roots().isEmpty() ? "no folder" : String.join(" ", drone.roots());
  }

  private static Field field(String key, String label, String value) {
    return new Field(key, label, PlainText.line(value, LONGEST));
  }
}
