package io.mycelium.benchmarks.queue;

import static io.mycelium.core.job.DroneBuilder.aDrone;

import io.mycelium.benchmarks.load.Latencies;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.json.Json;
import io.mycelium.core.link.ClaimAnswer;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.link.DroneKey;
import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.link.Results;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.drone.link.Enroller;
import io.mycelium.drone.link.Link;
import io.mycelium.drone.link.SessionPass;
import io.mycelium.drone.link.Signer;
import io.mycelium.drone.link.Trust;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Drones in one process that were let in one by one and wait at a gateway, each with a request of
/// its own. A job that one is given is done at once.
public final class SimulatedDrones implements AutoCloseable {
  private static final Duration ANSWER = ClaimRequest.LONGEST_WAIT.plusSeconds(10);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_STARTS = Duration.ofMillis(20);
  private static final int TRIES = 60;
  private static final JobResult RESULT = new JobResult("", List.of());

  private final Gateway gateway;
  private final GatewayOrigin origin;
  private final Link link;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<JobId, Long> submitted = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger given = new AtomicInteger();
  private final Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();

  /// Guards what follows.
  private final ReentrantLock lock = new ReentrantLock();

  private Latencies latencies = new Latencies();

  private volatile boolean closed;

  private record One(Drone drone, SessionPass pass) {}

  public SimulatedDrones(Gateway gateway) {
    this.gateway = gateway;
    this.origin = GatewayOrigin.of(gateway.url());
    this.link = new Link(gateway.url(), Trust.OF_SYSTEM);
  }

  /// Lets so many in, and lets them wait.
  public void start(int count) {
    List<One> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(enrolled("drone-" + i));
    }
    for (One one : all) {
      poll(one, false);
      // As they come in life, not all in one moment.
      Waiting.pause(BETWEEN_STARTS);
    }
  }

  private One enrolled(String name) {
    var signer = new Signer(pair());
    var about = new DroneSheet(name, "bench", "linux", 1, 1L << 30, List.of());
    var enroller = new Enroller(link, signer, origin, about);
    if (!(patiently(enroller::ask) instanceof Enroller.Stand.Waits(var code, _))) {
      throw new IllegalStateException("the drone is not asked for");
    }
    gateway.call(gateway.operatorKey(), "drone-approve", "{\"code\":\"%s\"}".formatted(code));
    var pass = new SessionPass(link, signer, origin, () -> {});
    patiently(pass::token);
    return new One(drone(signer.key(), name), pass);
  }

  /// The gateway lets so many strangers ask in a second.
  private static <T> T patiently(Supplier<T> question) {
    for (int tried = 1; ; tried++) {
      try {
        return question.get();
      } catch (StoreUnavailable e) {
        if (tried == TRIES) {
          throw e;
        }
        Waiting.pause(BETWEEN_TRIES);
      }
    }
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance(DroneKey.ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Drone drone(DroneKey key, String name) {
    Drone some = aDrone("bench", "linux");
    return new Drone(
        key.drone(),
        name,
        some.host(),
        some.system(),
        some.cores(),
        some.memoryBytes(),
        some.memoryFreeBytes(),
        some.diskBytes(),
        some.tags(),
        some.containment(),
        some.advice(),
        some.roots(),
        some.slots(),
        some.running(),
        some.version(),
        some.equipment(),
        some.seenAt());
  }

  /// @param follows a claim that brought nothing; after a job a drone tells of it
  private void poll(One one, boolean follows) {
    if (closed) {
      return;
    }
    waiting.incrementAndGet();
    var claim =
        new ClaimRequest(
            one.drone(), UUID.randomUUID().toString(), 1, ClaimRequest.LONGEST_WAIT, follows);
    var _ =
        http.sendAsync(request(one, LinkPath.CLAIM, claim), BodyHandlers.ofByteArray())
            .thenAccept(answer -> answered(one, answer))
            .whenComplete((_, why) -> ended(why));
  }

  private static HttpRequest.Builder to(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(ANSWER)
        .header("content-type", "application/json");
  }

  private HttpRequest request(One one, String path, Object body) {
    return to(gateway.url().resolve(path))
        .header("authorization", "Bearer " + one.pass().token())
        .POST(BodyPublishers.ofByteArray(Json.writeBytes(body)))
        .build();
  }

  private void answered(One one, HttpResponse<byte[]> answer) {
    long now = System.nanoTime();
    waiting.decrementAndGet();
    require(answer);
    List<Claimed> jobs = Json.read(text(answer), ClaimAnswer.class).jobs();
    if (jobs.isEmpty()) {
      poll(one, true);
      return;
    }
    jobs.forEach(job -> note(job, now));
    var results =
        new Results(jobs.stream().map(job -> new Completion(job.lease(), RESULT)).toList());
    var _ =
        http.sendAsync(request(one, LinkPath.COMPLETE, results), BodyHandlers.ofByteArray())
            .thenAccept(done -> {
              require(done);
              poll(one, false);
            })
            .whenComplete((_, why) -> ended(why));
  }

  private void note(Claimed job, long now) {
    given.incrementAndGet();
    Long since = submitted.remove(job.job().id());
    if (since != null) {
      lock.lock();
      try {
        latencies.add(now - since);
      } finally {
        lock.unlock();
      }
    }
  }

  private static void require(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(text(answer));
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /// @param why there is no answer, or not the one that is expected; if so
  private void ended(@Nullable Throwable why) {
    if (why != null && !closed) {
      troubles.add(why);
    }
  }

  /// Says that a job is put in now.
  public void submitting(JobId job) {
    submitted.put(job, System.nanoTime());
  }

  /// How many wait at this moment.
  public int waiting() {
    Throwable trouble = troubles.peek();
    if (trouble != null) {
      throw new IllegalStateException("a drone failed", trouble);
    }
    return waiting.get();
  }

  /// How many jobs were given to them.
  public int given() {
    return given.get();
  }

  /// From the submit to the drone's having the job; the time that so large a part stayed within.
  public double millis(double part) {
    lock.lock();
    try {
      return latencies.millis(part);
    } finally {
      lock.unlock();
    }
  }

  /// Measures anew.
  public void forget() {
    lock.lock();
    try {
      latencies = new Latencies();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
    link.close();
  }
}
