package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.CommandLine;
import io.mycelium.core.job.CommandLine.Argument;
import io.mycelium.core.job.Dependencies;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.job.Plan;
import io.mycelium.core.trace.TraceContext;
import io.mycelium.drone.sandbox.NeedsBubblewrap;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Jobs without a script, and jobs that get the results of others, as a contained drone runs them.
@NeedsBubblewrap
final class TemplateJobsTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private static final String HOSTILE = "$(touch out/evil) `id` ; * \"'\nsecond line";

  private Workplace place;

  @BeforeEach
  void start() throws IOException {
    place =
        new Workplace(redis.url(), NeedsBubblewrap.Probed.CONTAINMENT, UnaryOperator.identity());
  }

  @AfterEach
  void stop() throws IOException {
    place.close();
  }

  @Test
  void valuesAreArgumentsAsTheyAreAndNoShellReadsThem() {
    JobTemplate template =
        template(
            run(
                Argument.of("printf"),
                Argument.of("<%s>"),
                Argument.of("--"),
                Argument.of("{text}"),
                Argument.of("n={count}/{{count}}"),
                new Argument(Optional.of("loud"), List.of("--loud")),
                new Argument(Optional.of("quiet"), List.of("--quiet")),
                new Argument(Optional.of("since"), List.of("--since", "{since}"))));

    Job job =
        ended(
            place
                .job()
                .template(template)
                .option("text", new TextNode(HOSTILE))
                .option("count", new IntNode(-3))
                .option("loud", BooleanNode.TRUE)
                .option("quiet", BooleanNode.FALSE));

    assertThat(job.result().orElseThrow().markdown())
        .isEqualTo("<--><" + HOSTILE + "><n=-3/{count}><--loud>");
    assertThat(job.result().orElseThrow().files()).isEmpty();
  }

  @Test
  void textThatTheProgramWouldTakeForAnOptionIsRefused() {
    JobTemplate template = template(run(Argument.of("echo"), Argument.of("{text}")));

    Job job = ended(place.job().template(template).option("text", new TextNode("-rf")));

    assertThat(job.failure().orElseThrow().code()).isEqualTo("argument");
    assertThat(job.failure().orElseThrow().message())
        .startsWith("The option 'text' begins with a dash");
  }

  @Test
  void stepsRunBeforeInTheSameFolderWithTheSameVariables() {
    var variables = Map.of("GREETING", "hello {name}", "NONE", "{absent}");
    CommandLine make =
        CommandLine.literal(List.of("sh", "-c", "echo \"$GREETING\" >made; echo making"));
    JobTemplate template =
        new JobTemplate(
            CommandLine.literal(List.of("sh", "-c", "cat made; echo ${NONE-unset}")),
            new TreeMap<>(variables),
            List.of(new JobTemplate.Step("make", make)));

    JobId id = place.job().template(template).submit();

    assertThat(place.ended(id).result().orElseThrow().markdown()).isEqualTo("hello Ada\nunset");
    assertThat(place.log(id)).containsExactly("making");
  }

  @Test
  void traceIsTheCallersWhateverTheTemplateSays() {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    CommandLine say =
        CommandLine.literal(List.of("sh", "-c", "echo $TRACEPARENT ${TRACESTATE-none}"));
    var variables = Map.of("TRACEPARENT", "mine", "TRACESTATE", "mine");
    var template = new JobTemplate(say, new TreeMap<>(variables), List.of());
    var trace = new TraceContext(parent, Optional.empty());

    Job job = ended(place.job().template(template).traced(trace));

    assertThat(job.result().orElseThrow().markdown()).isEqualTo(parent + " none");
  }

  @Test
  void stepThatFailsIsNamedWithItsWordsAndEndsTheJob() {
    CommandLine bad = CommandLine.literal(List.of("sh", "-c", "echo no such package >&2; exit 3"));
    JobTemplate template =
        new JobTemplate(
            run(Argument.of("touch"), Argument.of("out/ran")),
            new TreeMap<>(),
            List.of(new JobTemplate.Step("install", bad)));

    Job job = ended(place.job().template(template));

    assertThat(job.failure())
        .contains(
            new JobFailure(
                "setup",
                "The step 'install' failed. It ended with code 3.\nno such package",
                Optional.of(3)));
  }

  @Test
  void stepsTakeOfTheTimeOfTheJob() {
    CommandLine wait = CommandLine.literal(List.of("sleep", "1.5"));
    JobTemplate template =
        new JobTemplate(wait, new TreeMap<>(), List.of(new JobTemplate.Step("wait", wait)));

    Job job = ended(place.job().template(template).within(Duration.ofSeconds(2)));

    assertThat(job.failure().orElseThrow().code()).isEqualTo("timeout");
  }

  @Test
  void droneOfAnotherSystemHandsItOnAndIsNotMistrusted() {
    var windows = new CommandLine(new TreeMap<>(Map.of("windows", List.of(Argument.of("dir")))));

    for (int jobs = 0; jobs < 3; jobs++) {
      Job job = ended(place.job().template(template(windows)));
      assertThat(job.state()).isEqualTo(JobState.FAILED);
      assertThat(job.lost()).isZero();
      assertThat(job.failure())
          .contains(
              new JobFailure(
                  "other-system",
                  "The template has commands for windows, and none for linux, which this drone runs"
                      + " on."));
    }

    assertThat(ended(place.job().shell("echo on")).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void jobFindsTheResultsOfThoseThatItWaitedForAndWhichTryItIs() {
    JobId good = place.job().shell("echo one; printf 1,2 >out/table.csv").submit();
    JobId bad = place.job().shell("echo broken >&2; exit 4").submit();
    var after = new Dependencies(List.of(good, bad), Dependencies.OnFailure.GO_ON);

    Job job =
        ended(
            place
                .job()
                .shell(
                    """
                    set -e
                    echo "try $MYCELIUM_ATTEMPT"
                    cat "$MYCELIUM_INPUTS"
                    echo
                    cat in/%1$s.1/table.csv
                    ! touch in/new 2>/dev/null
                    """
                        .formatted(good))
                .planned(Plan.STANDARD.after(after)));

    assertThat(job.result().orElseThrow().markdown())
        .isEqualTo(
            """
            try 1
            [{"job":"%1$s","state":"done","markdown":"one","files":[{"name":"table.csv","mediaType":"text/csv","path":"/work/in/%1$s.1/table.csv"}]},\
            {"job":"%2$s","state":"failed","failure":{"code":"exit","message":"It ended with code 4.\\nbroken","exit":4},"files":[]}]
            1,2\
            """
                .formatted(good, bad));
  }

  private Job ended(TestJob job) {
    return place.ended(job.submit());
  }

  private static CommandLine run(Argument... arguments) {
    return new CommandLine(new TreeMap<>(Map.of("linux", Stream.of(arguments).toList())));
  }

  private static JobTemplate template(CommandLine run) {
    return new JobTemplate(run, new TreeMap<>(), List.of());
  }
}
