package io.mycelium.functions.jobs;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Misfit;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Draws jobs.
final class JobView implements SubjectView {
  private final Jobs jobs;
  private final JobQueue queue;
  private final Peers peers;
  private final InstantSource clock;
  private final Call cancel;

  JobView(Jobs jobs, JobQueue queue, Peers peers, InstantSource clock) {
    this.jobs = jobs;
    this.queue = queue;
    this.peers = peers;
    this.clock = clock;
    Command<?> command = CancelCommand.define((_, _) -> new Reply.Text(""));
    this.cancel = new Call(command.name(), command.definition(), Json.object());
  }

  @Override
  public String type() {
    return JobRecord.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return jobs.find(id).map(this::card);
  }

  @Override
  public Optional<String> state(String id) {
    return jobs.find(id).map(stored -> stored.state().word());
  }

  @Override
  public Optional<Reply.Card> drawPosted(String id) {
    return jobs.find(id)
        .map(stored ->
            stored.state().course().state().ended()
                ? card(
                    stored,
                    Endings.pointer(stored.state().course().state()),
                    fields(stored, List.of()))
                : card(stored));
  }

  /// The job with what it brought.
  Reply.Card card(Stored<JobRecord> stored) {
    JobRecord job = stored.state();
    List<JobResult.Artifact> files = job.course().result().map(JobResult::files).orElse(List.of());
    String said = job.course().state().ended() ? Endings.sentence(job) : waiting(stored);
    return card(stored, said, fields(stored, files));
  }

  private Reply.Card card(Stored<JobRecord> stored, String markdown, List<Field> fields) {
    JobRecord job = stored.state();
    boolean ended = job.course().state().ended();
    return new Reply.Card(
        Optional.of(new Subject(type(), stored.id())),
        "%s %s".formatted(name(stored), job.asked().function()).strip(),
        Optional.of(job.word()),
        markdown,
        fields,
        ended || job.cancel().isPresent() ? List.of() : List.of(cancel(stored)));
  }

  /// `#12`, or the id of a job without number.
  static String name(Stored<JobRecord> job) {
    return job.number() > 0 ? "#" + job.number() : job.id();
  }

  String requester(JobRecord job) {
    return peers.name(job.asked().requester());
  }

  /// How far it is: `40% Reading`.
  static String progress(JobRecord job) {
    return job.course()
        .progress()
        .map(p -> "%d%% %s".formatted(p.percent(), p.note()).strip())
        .orElse("");
  }

  /// For how long it has run, or ran; empty while it waits.
  String elapsed(JobRecord job) {
    Course course = job.course();
    Instant end = course.endedAt().orElseGet(clock::instant);
    return course.startedAt().map(start -> Endings.spoken(Duration.between(start, end))).orElse("");
  }

  /// Why a job that waits cannot begin; empty when it only waits for its turn.
  String waiting(Stored<JobRecord> stored) {
    JobRecord job = stored.state();
    if (job.course().state() != JobState.WAITING) {
      return "";
    }
    List<Drone> live = queue.drones();
    if (live.isEmpty()) {
      return "No drone is live that could run it; `./mycelium drone` starts one.";
    }
    Optional<String> containment =
        job.asked().trusted()
            ? Optional.empty()
            : Containment.missing(Set.of(JobSpec.CONTAINED), live);
    return containment.or(() -> kept(stored.id(), live)).orElse("");
  }

  private Optional<String> kept(String id, List<Drone> live) {
    return queue
        .find(new JobId(id))
        .flatMap(job ->
            switch (job.state()) {
              case DELAYED ->
                  Optional.of(
                      "It starts %s at the earliest.%s"
                          .formatted(job.due().map(Times::of).orElse("later"), behind(job)));
              case HELD -> Optional.of(job.why().orElse("It waits for other jobs."));
              case WAITING ->
                  Misfit.of(job.spec().jobClass(), live)
                      .map("No live drone can run it: %s."::formatted);
              case RUNNING, DONE, FAILED, CANCELLED, DEAD -> Optional.empty();
            });
  }

  private static String behind(Job job) {
    return job.failures() == 0
        ? job.why().map(why -> " " + why).orElse("")
        : " Try %d of %d comes then."
            .formatted(job.failures() + 1, job.spec().plan().retry().attempts());
  }

  private List<Field> fields(Stored<JobRecord> stored, List<JobResult.Artifact> files) {
    JobRecord job = stored.state();
    Course course = job.course();
    List<Field> fields = new ArrayList<>();
    add(fields, "number", "Number", stored.number() > 0 ? name(stored) : "");
    add(fields, "function", "Function", job.asked().function());
    add(fields, "requester", "Asked by", requester(job));
    add(fields, "asked", "Asked", Times.of(job.asked().at()));
    add(fields, "drone", "Drone", course.drone().orElse(""));
    add(fields, "progress", "Progress", course.state().ended() ? "" : progress(job));
    add(fields, "elapsed", "Elapsed", elapsed(job));
    add(fields, "attempts", "Attempts", course.fence() > 1 ? Long.toString(course.fence()) : "");
    course.failure().ifPresent(failure -> add(fields, "code", "Code", failure.code()));
    for (int i = 0; i < files.size(); i++) {
      var file = files.get(i);
      add(fields, "file-%d".formatted(i + 1), file.name(), file.content().digest());
    }
    job.cancel()
        .ifPresent(wish -> add(fields, "cancelled-by", "Cancelled by", peers.name(wish.by())));
    add(fields, "package", "Package", job.asked().packageDigest());
    add(fields, "id", "Id", stored.id());
    return fields;
  }

  private static void add(List<Field> fields, String key, String label, String value) {
    if (!value.isEmpty()) {
      fields.add(new Field(key, label, value));
    }
  }

  private Action cancel(Stored<JobRecord> job) {
    var options = Json.object().put("job", name(job).replace("#", ""));
    return new Action(
        "Cancel", Action.Style.DANGER, new Call(cancel.command(), cancel.definition(), options));
  }
}
