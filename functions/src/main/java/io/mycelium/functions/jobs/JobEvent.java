package io.mycelium.functions.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Event;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Optional;

/// The events that tell of jobs, in one form.
final class JobEvent {
  private static final int LONGEST_LINE = 2_000;

  private JobEvent() {}

  static Event of(String type, JobId id, JobRecord job) {
    return with(type, id, job, payload(job));
  }

  static Event requeued(JobId id, JobRecord job, String reason) {
    return with("job.requeued", id, job, payload(job).put("reason", reason));
  }

  /// @param why what keeps it from starting; empty when nothing does any more
  static Event kept(JobId id, JobRecord job, String why) {
    return with("job.kept", id, job, payload(job).put("why", why));
  }

  static Event cancelling(JobId id, JobRecord job, JobRecord.Cancel cancel) {
    return with(
        "job.cancelling",
        id,
        job,
        payload(job).put("by", cancel.by().value()).put("reason", cancel.reason()));
  }

  /// @param lines newest ones, oldest first
  /// @param skipped how many came before them and are in the log only
  static Event progress(JobId id, JobRecord job, List<String> lines, long skipped) {
    ObjectNode payload = payload(job);
    if (!lines.isEmpty()) {
      var array = payload.putArray("lines");
      lines.forEach(line -> array.add(safe(line)));
    }
    if (skipped > 0) {
      payload.put("skipped", skipped);
    }
    return with("job.progress", id, job, payload);
  }

  /// Unlike [PlainText#line] it keeps the indentation.
  private static String safe(String line) {
    String one = PlainText.clean(line).replace('\n', ' ');
    return one.length() <= LONGEST_LINE ? one : PlainText.line(one, LONGEST_LINE);
  }

  static Event ended(JobId id, JobRecord job) {
    ObjectNode payload = payload(job);
    job.course().result().ifPresent(result -> payload.set("result", result(result)));
    job.course().failure().ifPresent(failure -> payload.set("failure", Json.tree(failure)));
    return with("job.ended", id, job, payload);
  }

  private static ObjectNode result(JobResult result) {
    return Json.tree(result);
  }

  private static ObjectNode payload(JobRecord job) {
    ObjectNode payload =
        Json.object()
            .put("state", job.course().state().word())
            .put("function", job.asked().function())
            .put("thread", job.asked().thread().value())
            .put("requester", job.asked().requester().value());
    job.course()
        .progress()
        .ifPresent(p -> payload.put("percent", p.percent()).put("note", p.note()));
    job.course().drone().ifPresent(drone -> payload.put("drone", drone));
    return payload;
  }

  private static Event with(String type, JobId id, JobRecord job, ObjectNode payload) {
    return new Event(
        type, Optional.of(job.asked().room()), Subject.of(JobRecord.KIND.name(), id), payload);
  }
}
