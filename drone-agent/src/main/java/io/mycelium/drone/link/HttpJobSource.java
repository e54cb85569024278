package io.mycelium.drone.link;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Again;
import io.mycelium.core.job.Beat;
import io.mycelium.core.job.ClaimNames;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Report;
import io.mycelium.core.job.Turn;
import io.mycelium.core.link.Accepted;
import io.mycelium.core.link.BeatAnswer;
import io.mycelium.core.link.ClaimAnswer;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.link.LeaseRequest;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.link.Results;
import io.mycelium.core.link.TurnRequest;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.StoreUnavailable;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A drone's side of a queue behind a gateway. One drone uses it, with as many threads as it likes.
///
/// While the drone waits for work, its request is open at the gateway, which looks for it and tells
/// that it lives: [#claim] and [#announce] ask nothing meanwhile.
public final class HttpJobSource implements JobSource {
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;

  /// Of waits for work, however soon they are cut off.
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(10);

  private static final Duration LONGEST_LEAVE = Duration.ofSeconds(1);

  private final Link link;
  private final Pass pass;
  private final HeldJobs held = new HeldJobs();
  private final Patience patience;
  private final Poll poll;
  private final SentPieces pieces = new SentPieces(System::nanoTime);
  private final ClaimNames names = new ClaimNames(() -> UUID.randomUUID().toString());

  /// @param link stays the caller's, to be closed after this
  public HttpJobSource(Link link, Pass pass) {
    this(link, pass, SHORTEST_WAIT);
  }

  /// @param link stays the caller's, to be closed after this
  /// @param shortestWait for work, however soon requests are cut off
  public HttpJobSource(Link link, Pass pass, Duration shortestWait) {
    this.link = link;
    this.pass = pass;
    this.patience = new Patience(shortestWait, System::nanoTime);
    this.poll = new Poll(this::waiting, job -> release(job.lease()), patience::now);
  }

  private ClaimAnswer waiting(ClaimRequest request) {
    return post(LinkPath.CLAIM, request, ClaimAnswer.class, request.patience().plus(Link.TIMEOUT));
  }

  @Override
  public Heard announce(Drone drone) {
    return poll.announced(drone).orElseGet(() -> told(drone));
  }

  private Heard told(Drone drone) {
    poll.told(Optional.empty());
    Heard heard = post(LinkPath.ANNOUNCE, drone, Heard.class);
    poll.told(Optional.of(drone));
    return heard;
  }

  @Override
  public void leave(DroneId drone) {
    post(LinkPath.LEAVE, drone, Accepted.class);
    poll.end(LONGEST_LEAVE);
  }

  @Override
  public void awaitWork(Drone drone, Duration wait) {
    if (wait.isPositive()) {
      poll.await(drone, wait, names.earlier());
    }
  }

  @Override
  public List<Claimed> claim(Drone drone, int max) {
    Optional<Poll.Answer> waited = poll.taken();
    if (waited.isPresent()) {
      switch (waited.get()) {
        case Poll.Answer.Jobs(var jobs) -> {
          jobs.forEach(held::add);
          return jobs;
        }
        case Poll.Answer.Unknown(var call) -> names.unanswered(call);
      }
    }
    List<Claimed> jobs = asked(drone, max);
    jobs.forEach(held::add);
    return jobs;
  }

  private List<Claimed> asked(Drone drone, int max) {
    return names.asked(
        call -> post(LinkPath.CLAIM, atOnce(drone, call, max), ClaimAnswer.class).jobs());
  }

  private static ClaimRequest atOnce(Drone drone, String call, int max) {
    return new ClaimRequest(drone, call, max, Duration.ZERO);
  }

  @Override
  public Turn turn(List<Completion> results, Drone drone, int max) {
    Turn turn =
        names.asked(call ->
            post(LinkPath.TURN, new TurnRequest(results, atOnce(drone, call, max)), Turn.class));
    results.forEach(result -> held.remove(result.lease()));
    turn.next().forEach(held::add);
    return turn;
  }

  @Override
  public Beat heartbeat(Lease lease) {
    return beat(LinkPath.HEARTBEAT, LeaseRequest.of(lease));
  }

  @Override
  public Beat report(Lease lease, Report report) {
    return beat(LinkPath.REPORT, LeaseRequest.report(lease, report));
  }

  private Beat beat(String path, LeaseRequest told) {
    Beat beat = post(path, told, BeatAnswer.class).beat();
    if (beat == Beat.LOST) {
      held.remove(told.lease());
    }
    return beat;
  }

  @Override
  public List<Boolean> complete(List<Completion> results) {
    if (results.isEmpty()) {
      return List.of();
    }
    List<Boolean> accepted =
        post(LinkPath.COMPLETE, new Results(results), Accepted.class).accepted();
    results.forEach(result -> held.remove(result.lease()));
    return accepted;
  }

  @Override
  public boolean fail(Lease lease, JobFailure failure, Again again) {
    return ended(LinkPath.FAIL, LeaseRequest.failed(lease, failure, again));
  }

  @Override
  public boolean release(Lease lease) {
    return ended(LinkPath.RELEASE, LeaseRequest.of(lease));
  }

  @Override
  public boolean refuse(Lease lease, JobFailure why) {
    return ended(LinkPath.REFUSE, LeaseRequest.refused(lease, why));
  }

  private boolean ended(String path, LeaseRequest told) {
    boolean accepted = post(path, told, Accepted.class).accepted().getFirst();
    held.remove(told.lease());
    return accepted;
  }

  @Override
  public Optional<InputStream> open(String digest) {
    Optional<Lease> lease = held.naming(digest);
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    String path = LinkPath.blob(lease.get(), digest);
    try {
      return Optional.of(
          new ResumedContent(digest, link.get(pass, path, 0), from -> link.get(pass, path, from)));
    } catch (LinkRefused e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e.status() == FORBIDDEN ? notHeld(e) : e;
    }
  }

  @Override
  public BlobRef store(InputStream content) {
    Lease lease =
        held.any()
            .orElseThrow(
                () -> new IllegalStateException("a drone brings files of jobs that it has"));
    try {
      return new FileUpload(link, pass, pieces).send(lease, content);
    } catch (LinkRefused e) {
      throw e.status() == FORBIDDEN ? notHeld(e) : e;
    }
  }

  /// The next heartbeat says it too, and with what follows from it.
  private static StoreUnavailable notHeld(LinkRefused cause) {
    return new StoreUnavailable("The job is not this drone's any more.", cause);
  }

  private <T> T post(String path, Object body, Class<T> answer) {
    return post(path, body, answer, Link.TIMEOUT);
  }

  private <T> T post(String path, Object body, Class<T> answer, Duration timeout) {
    long asked = System.nanoTime();
    try {
      T said = link.post(pass, path, body, answer, timeout);
      patience.answered();
      return said;
    } catch (StoreUnavailable e) {
      throw patience.failed(e, Duration.ofNanos(System.nanoTime() - asked));
    }
  }

  @Override
  public void close() {
    poll.end(Duration.ofMillis(1));
  }
}
