package io.mycelium.functions.jobs;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobResult;
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

/// Draws jobs.
final class JobView implements SubjectView {
  private final Jobs jobs;
  private final JobQueue queue;
  private final Peers peers;
  private final InstantSource clock;
  private final History history;
  private final Call cancel;
  private final Call retry;

  JobView(Jobs jobs, JobQueue queue, Peers peers, InstantSource clock) {
    this.jobs = jobs;
    this.queue = queue;
    this.peers = peers;
    this.clock = clock;
    this.history = new History(queue);
    this.cancel = call(CancelCommand.define((_, _) -> new Reply.Text("")));
    this.retry = call(RetryCommand.define((_, _) -> new Reply.Text("")));
  }

  private static Call call(Command<?> command) {
    return new Call(command.name(), command.definition(), Json.object());
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
    return jobs.find(id).map(stored -> Standing.of(stored, look()).word(stored.state()));
  }

  @Override
  public Optional<Reply.Card> drawPosted(String id) {
    return jobs.find(id)
        .map(stored ->
            stored.state().course().state().ended()
                ? card(
                    stored,
                    Standing.of(stored, look()),
                    Endings.pointer(stored.state().course().state()),
                    fields(stored, List.of()))
                : card(stored));
  }

  /// The job with what it brought.
  Reply.Card card(Stored<JobRecord> stored) {
    return card(stored, look());
  }

  private Reply.Card card(Stored<JobRecord> stored, QueueLook look) {
    JobRecord job = stored.state();
    List<JobResult.Artifact> files = job.course().result().map(JobResult::files).orElse(List.of());
    Standing standing = Standing.of(stored, look);
    String said = job.course().state().ended() ? Endings.sentence(job) : standing.why();
    return card(stored, standing, said, fields(stored, files));
  }

  /// The job with all that is known of it, its runs that brought nothing too.
  Reply.Card whole(Stored<JobRecord> stored) {
    QueueLook look = look();
    Reply.Card card = card(stored, look);
    List<Field> more = look.job(stored.id()).map(history::fields).orElse(List.of());
    List<Field> fields = new ArrayList<>(card.fields());
    // Before the package and the id, which are for programs.
    fields.addAll(fields.size() - 2, more);
    return new Reply.Card(
        card.subject(), card.title(), card.state(), card.markdown(), fields, card.actions());
  }

  private Reply.Card card(
      Stored<JobRecord> stored, Standing standing, String markdown, List<Field> fields) {
    JobRecord job = stored.state();
    return new Reply.Card(
        Optional.of(new Subject(type(), stored.id())),
        "%s %s".formatted(name(stored), job.asked().function()).strip(),
        Optional.of(standing.word(job)),
        markdown,
        fields,
        actions(stored));
  }

  private List<Action> actions(Stored<JobRecord> stored) {
    JobRecord job = stored.state();
    return switch (job.course().state()) {
      case DONE -> List.of();
      case FAILED, CANCELLED, DEAD -> List.of(button("Retry", Action.Style.PLAIN, retry, stored));
      case WAITING, DELAYED, HELD, RUNNING ->
          job.cancel().isPresent()
              ? List.of()
              : List.of(button("Cancel", Action.Style.DANGER, cancel, stored));
    };
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

  /// The queue as it is now, for one reply.
  QueueLook look() {
    return new QueueLook(jobs, queue);
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

  private static Action button(String label, Action.Style style, Call call, Stored<JobRecord> job) {
    var options = Json.object().put("job", name(job).replace("#", ""));
    return new Action(label, style, new Call(call.command(), call.definition(), options));
  }
}
