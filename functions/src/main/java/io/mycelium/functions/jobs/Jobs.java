package io.mycelium.functions.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.id.Id;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.job.Submitted;
import io.mycelium.core.json.Json;
import io.mycelium.core.pipeline.FreezeState;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Guard;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.References;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import io.mycelium.core.trace.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The jobs of the workspace. A job is started by one commit: record, live card, event and the row
/// that brings it into the queue.
final class Jobs {
  static final String SUBMIT = "job.submit";
  static final String CANCEL = "job.cancel";

  /// Of approvals only the number is of interest here.
  private static final Kind<ObjectNode> APPROVAL = new Kind<>("approval", ObjectNode.class);

  private static final int TRIES = 3;

  private final AggregateStore store;
  private final Aggregates<JobRecord> records;
  private final References references;
  private final JobQueue queue;
  private final Ids ids;

  /// Says that there is work for the workspace's outbox.
  private final Runnable nudge;

  Jobs(
      AggregateStore store,
      Aggregates<JobRecord> records,
      JobQueue queue,
      Ids ids,
      Runnable nudge) {
    this.queue = queue;
    this.store = store;
    this.records = records;
    this.references = new References(store);
    this.ids = ids;
    this.nudge = nudge;
  }

  /// What comes of starting.
  sealed interface Started {
    record Done(JobId id) implements Started {}

    record Refused(Reply.Refused why) implements Started {}
  }

  /// The event, card and outcome's name of a job.
  static Subject subject(JobId id) {
    return Subject.of(JobRecord.KIND.name(), id);
  }

  Optional<Stored<JobRecord>> find(String id) {
    return records.find(id);
  }

  /// The room's job of that number or id.
  Optional<Stored<JobRecord>> find(RoomId room, Reference reference) {
    return references
        .find(room, reference, JobId.PREFIX)
        .flatMap(records::find)
        .filter(job -> job.state().asked().room().equals(room));
  }

  /// Whether it ended and the queue does not have it: no job can wait for it any more.
  boolean forgotten(Stored<JobRecord> job) {
    return job.state().course().state().ended() && queue.find(new JobId(job.id())).isEmpty();
  }

  /// The room's jobs, newest first.
  ///
  /// @param before only those that were asked for earlier than this one
  List<Stored<JobRecord>> page(RoomId room, Optional<Stored<JobRecord>> before, int max) {
    List<String> ids =
        before
            .map(job -> store.newestAfter(of(room), job.id(), rank(job.state().asked().at()), max))
            .orElseGet(() -> store.newest(of(room), Long.MAX_VALUE, max));
    return store.findAll(JobRecord.KIND, ids);
  }

  private static Index of(RoomId room) {
    return new Index("jobs:" + room);
  }

  private static long rank(Instant at) {
    return at.toEpochMilli();
  }

  /// Starts a job, under the invocation's intent. Granted by an approval, it has the approval's
  /// stem, number and thread; else a number of its own and, outside of threads, a new thread.
  ///
  /// A full queue refuses it, but not when it was granted: then it waits for its place.
  ///
  /// @throws io.mycelium.core.state.RepeatedRequest when the intent was committed before
  Started start(JobOrder order, Invocation by) {
    Optional<Submitted.Full> full =
        by.grantedBy().isEmpty() ? queue.full(by.place().room()) : Optional.empty();
    return full.<Started>map(no -> new Started.Refused(FullQueue.refusal(no)))
        .orElseGet(() -> started(order, by));
  }

  private Started started(JobOrder order, Invocation by) {
    JobId id =
        by.grantedBy()
            .map(approval -> new JobId(JobId.PREFIX + Id.stem(approval)))
            .orElseGet(ids::job);
    for (int tried = 0; tried < TRIES; tried++) {
      String freeze = store.flag(FreezeState.FLAG);
      if (FreezeState.of(freeze).frozen()) {
        return new Started.Refused(
            Refusals.guarded(new CommitResult.Guarded(FreezeState.FLAG, freeze)));
      }
      var guard = new Guard(FreezeState.FLAG, freeze);
      CommitResult result = store.commit(starting(id, order, by).only(guard).done());
      if (result instanceof CommitResult.Committed) {
        nudge.run();
        return new Started.Done(id);
      }
      if (!(result instanceof CommitResult.Guarded)) {
        return new Started.Refused(Refusals.of(result));
      }
    }
    return new Started.Refused(Refusals.contended());
  }

  private Commit.Draft starting(JobId id, JobOrder order, Invocation by) {
    PostId card = ids.post();
    PostId thread = by.place().thread().orElse(card);
    RoomId room = by.place().room();
    var asked =
        new JobRecord.Asked(
            order.function(),
            order.packageDigest(),
            order.trusted(),
            room,
            thread,
            by.caller().id(),
            by.grantedBy(),
            by.at());
    var job = new JobRecord(asked, Course.START, Optional.empty());
    Commit.Draft draft = Commit.of(by.intent(), Outcome.pending(subject(id)));
    by.grantedBy()
        .ifPresentOrElse(
            approval -> draft.createSharing(number(approval), JobRecord.KIND, id.value(), job),
            () -> draft.createNumbered(room, JobRecord.KIND, id.value(), job));
    var live = new Content.Live(subject(id));
    Posts.add(draft, Post.of(card, by.place(), by.caller().id(), live, by.at(), ids.seal()));
    var row =
        new OutboxRow(
            SUBMIT + '/' + id, SUBMIT, by.at(), Json.tree(spec(id, order, asked, by.trace())));
    return draft
        .rank(of(room), id.value(), rank(by.at()))
        .event(JobEvent.of("job.queued", id, job))
        .owe(row);
  }

  private long number(ApprovalId approval) {
    return store.find(APPROVAL, approval.value()).map(Stored::number).orElse(0L);
  }

  private static JobSpec spec(
      JobId id, JobOrder order, JobRecord.Asked asked, Optional<TraceContext> trace) {
    Requirements needed = order.requirements();
    for (String tag : order.limits().requires()) {
      needed = needed.and(tag);
    }
    return new JobSpec(
        id,
        order.function(),
        order.packageDigest(),
        order.run(),
        order.options(),
        order.readable(),
        order.writable(),
        order.files(),
        needed,
        order.trusted(),
        order.limits(),
        order.priority(),
        asked.room(),
        asked.thread(),
        asked.requester(),
        asked.at(),
        order.plan(),
        order.template(),
        trace);
  }

  /// Notes that somebody wants a job to stop, and owes the queue to be told.
  ///
  /// @throws io.mycelium.core.state.RepeatedRequest when the intent was committed before
  Update<JobRecord> cancel(JobId id, String reason, Intent intent) {
    Update<JobRecord> update =
        records.update(id.value(), intent, had -> cancelling(id, had, reason, intent));
    nudge.run();
    return update;
  }

  /// Why a job cannot be cancelled, if so.
  static Optional<Reply.Refused> againstCancel(JobRecord job) {
    if (job.course().state().ended()) {
      return Optional.of(
          Reply.Refused.because(
              Reply.Reason.CONFLICT,
              "ended",
              "The job is %s already.".formatted(job.course().state().word())));
    }
    return job.cancel()
        .map(_ ->
            Reply.Refused.because(
                Reply.Reason.CONFLICT, "cancelling", "The job is being cancelled already."));
  }

  private static Decision<JobRecord> cancelling(
      JobId id, Stored<JobRecord> had, String reason, Intent intent) {
    JobRecord job = had.state();
    Optional<Reply.Refused> why = againstCancel(job);
    if (why.isPresent()) {
      return new Decision.Refuse<>(why.get());
    }
    var wish = new JobRecord.Cancel(intent.actor(), reason);
    JobRecord next = job.cancelling(wish);
    var payload = Json.object().put("job", id.value()).put("reason", reason);
    var row = new OutboxRow(CANCEL + '/' + id, CANCEL, intent.at(), payload);
    return new Decision.Change<>(
        next, draft -> draft.event(JobEvent.cancelling(id, next, wish)).owe(row));
  }

  /// Ends a job that never reached the queue.
  ///
  /// @return whether it is at its end now
  boolean end(Stored<JobRecord> had, Course.End end, Endings endings) {
    var id = new JobId(had.id());
    Instant at = end.at();
    JobRecord ended = had.state().on(had.state().course().ended(end));
    Commit.Draft draft =
        Commit.of(Intent.system(id + "/0/ended", at), Outcome.of(subject(id))).update(had, ended);
    return switch (store.commit(endings.add(draft, id, ended).done())) {
      case CommitResult.Committed _, CommitResult.Repeated _, CommitResult.Reused _ -> true;
      case CommitResult.Conflict _, CommitResult.Guarded _, CommitResult.Taken _ -> false;
    };
  }
}
