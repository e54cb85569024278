package io.mycelium.drone.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.trace.TraceContext;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// A job for a test, built step by step.
public final class TestJob {
  private final RedisQueue queue;
  private final List<PackageFile> files = new ArrayList<>();
  private List<String> run = List.of();
  private List<String> readable = List.of();
  private List<String> writable = List.of();
  private final SortedMap<String, FileRef> given = new TreeMap<>();
  private final ObjectNode others = Json.object();
  private JobLimits limits = JobLimits.STANDARD;
  private Plan plan = Plan.STANDARD;
  private Optional<JobTemplate> template = Optional.empty();
  private Optional<TraceContext> trace = Optional.empty();
  private boolean trusted = true;
  private boolean stored = true;

  public TestJob(RedisQueue queue) {
    this.queue = queue;
  }

  /// Its program is a shell script.
  public TestJob shell(String script) {
    run = List.of("sh", "script.sh");
    return file("script.sh", false, script);
  }

  TestJob file(String path, boolean executable, String content) {
    files.add(new PackageFile(path, executable, content.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  TestJob run(String... argv) {
    run = List.of(argv);
    return this;
  }

  /// It has no script, but a template.
  TestJob template(JobTemplate other) {
    template = Optional.of(other);
    run = List.of("template");
    return this;
  }

  TestJob traced(TraceContext by) {
    trace = Optional.of(by);
    return this;
  }

  TestJob reading(Path path) {
    readable = List.of(path.toString());
    return this;
  }

  TestJob writing(Path path) {
    writable = List.of(path.toString());
    return this;
  }

  /// Its caller gives an option.
  TestJob option(String name, JsonNode value) {
    others.set(name, value);
    return this;
  }

  /// Its caller gives a file with an option.
  TestJob given(String option, String name, String content) {
    var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    given.put(option, FileRef.of(queue.blobs().store(bytes, Duration.ofHours(1)), name, ""));
    return this;
  }

  /// Its caller gave a file whose content is gone since.
  TestJob givenWhatIsGone(String option, String name) {
    given.put(option, FileRef.of(new BlobRef("0".repeat(64), 5), name, ""));
    return this;
  }

  public TestJob within(Duration timeout) {
    limits = limits.withTimeout(timeout);
    return this;
  }

  TestJob limited(JobLimits others) {
    limits = others;
    return this;
  }

  TestJob printing(long output) {
    limits = limits.withOutput(output);
    return this;
  }

  TestJob untrusted() {
    trusted = false;
    return this;
  }

  TestJob withoutPackage() {
    stored = false;
    return this;
  }

  /// Puts it into the queue.
  public JobId submit() {
    var archive = new ByteArrayInputStream(PackageArchive.write(files));
    String digest =
        stored ? queue.blobs().store(archive, Duration.ofHours(1)).digest() : "0".repeat(64);
    var id = new JobId("job_" + UUID.randomUUID().toString().replace("-", ""));
    queue.jobs().submit(spec(id, digest));
    return id;
  }

  TestJob planned(Plan other) {
    plan = other;
    return this;
  }

  private JobSpec spec(JobId id, String digest) {
    return new JobSpec(
        id,
        "test",
        digest,
        run,
        options(),
        readable,
        writable,
        given,
        Requirements.NONE,
        trusted,
        limits,
        JobPriority.NORMAL,
        RoomId.MAIN,
        new PostId("pst_one"),
        new PeerId("peer_one"),
        Instant.EPOCH,
        plan,
        template,
        trace);
  }

  private ObjectNode options() {
    ObjectNode options = Json.object().put("name", "Ada");
    given.forEach((option, file) -> options.set(option, file.tree()));
    return options.setAll(others);
  }
}
