package io.mycelium.functions.dropin;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Bound;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Reference;
import io.mycelium.core.command.StartOptions;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Deadlines;
import io.mycelium.core.job.Dependencies;
import io.mycelium.core.job.Dependencies.OnFailure;
import io.mycelium.core.job.Plan;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.jobs.StartJob.Earlier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobStartTest {
  @Test
  void callThatSaysNothingOfItsStartStartsAtOnce() {
    JobStart start = fitting("{}");

    assertThat(start.on(Plan.STANDARD)).isEqualTo(Plan.STANDARD);
    assertThat(start.later()).isFalse();
  }

  @Test
  void timeAndJobsGoIntoThePlan() {
    JobStart start = fitting("{'start-in': '2h', 'start-after': '12, #13 job_14'}");

    Plan plan = start.on(Plan.STANDARD.untold());
    assertThat(plan.delay()).hasHours(2);
    assertThat(plan.after())
        .isEqualTo(
            new Dependencies(
                List.of(new JobId("job_12"), new JobId("job_13"), new JobId("job_14")),
                OnFailure.FAIL));
    assertThat(plan.quiet()).isTrue();
    assertThat(start.later()).isTrue();
  }

  @Test
  void jobThatIsNamedTwiceIsWaitedForOnce() {
    assertThat(fitting("{'start-after': '12 #12,job_12'}").after().jobs())
        .containsExactly(new JobId("job_12"));
  }

  @Test
  void anywayGoesOnWhenOneFails() {
    JobStart start = fitting("{'start-after': '12', 'start-anyway': true}");

    assertThat(start.after().onFailure()).isEqualTo(OnFailure.GO_ON);
  }

  @Test
  void functionSeesItsOwnOptionsOnly() {
    ObjectNode values = json("{'repo': '/srv', 'start-in': 'PT1H', 'start-anyway': false}");

    assertThat(JobStart.own(values)).hasToString("{\"repo\":\"/srv\"}");
    assertThat(values.size()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 99 | NOT_FOUND | not-found | Option 'start-after' names #99, which is no job of this room",
        "12 tsk_1 | NOT_FOUND | not-found | names tsk_1, which is no job of this room",
        "90 | NOT_FOUND | forgotten | names #90, which ended",
        "12 no! | INVALID | bad-options | names 'no!', which is no job",
        "',' | INVALID | bad-options | names 0 jobs, but takes 1 to 256",
      })
  void jobThatCannotBeWaitedForIsNamed(
      String after, Reply.Reason reason, String code, String said) {
    assertThat(refusal(Json.object().put(StartOptions.AFTER, after)))
        .isRefused(reason, code)
        .blames(StartOptions.AFTER)
        .says("'count' cannot run like this.", said);
  }

  @Test
  void tooManyJobsAreRefused() {
    String many =
        IntStream.range(100, 357).mapToObj(Integer::toString).collect(Collectors.joining(","));

    assertThat(refusal(Json.object().put(StartOptions.AFTER, many)))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .says("names 257 jobs, but takes 1 to 256");
  }

  @Test
  void anywayWithoutJobsIsRefused() {
    assertThat(refusal(json("{'start-anyway': true}")))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .blames(StartOptions.ANYWAY);
  }

  @Test
  void startAfterTheFunctionsOwnDeadlineIsRefused() {
    var within =
        new Deadlines(Optional.empty(), Optional.of(Duration.ofHours(1)), Optional.empty());

    assertThat(read(json("{'start-in': '59m'}"), within)).isInstanceOf(JobStart.Read.Fits.class);
    assertThat(((JobStart.Read.Misfits) read(json("{'start-in': '1h'}"), within)).why())
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .blames(StartOptions.IN)
        .says("is 1h, but the function's jobs have to end within 1h of their call");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "500ms", "31d", "soon"})
  void timeHasBounds(String time) {
    var bound = schema().bind(Json.object().put(StartOptions.IN, time));

    assertThat(((Bound.Misfits<?>) bound).errors().getFirst().allowed())
        .isEqualTo("a duration from 1s to 30d, such as 90s, 15m, 2h or 1d");
  }

  @Test
  void optionsStandBehindTheFunctionsOwn() {
    Option repo = Scalars.bare(OptionType.PATH);

    assertThat(StartOptions.behind(List.of(repo)))
        .extracting(Option::name)
        .containsExactly("value", "start-in", "start-after", "start-anyway");
  }

  private static OptionSchema<ObjectNode> schema() {
    return OptionSchema.declared(StartOptions.ALL);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.parse(text.replace('\'', '"'));
  }

  private static JobStart fitting(String given) {
    ObjectNode values = ((Bound.Fits<ObjectNode>) schema().bind(json(given))).options();
    return ((JobStart.Read.Fits) read(values, Deadlines.NONE)).start();
  }

  private static Reply.Refused refusal(ObjectNode values) {
    return ((JobStart.Read.Misfits) read(values, Deadlines.NONE)).why();
  }

  private static JobStart.Read read(ObjectNode values, Deadlines deadlines) {
    ObjectNode canonical = ((Bound.Fits<ObjectNode>) schema().bind(values)).options();
    return JobStart.read("count", canonical, deadlines, JobStartTest::job);
  }

  /// There are the jobs 12 to 14 by number and by id; what 90 brought is gone.
  private static Earlier job(Reference reference) {
    String id = reference.number().isPresent() ? "job_" + reference.value() : reference.toString();
    return switch (id) {
      case "job_12", "job_13", "job_14" -> new Earlier.Found(new JobId(id));
      case "job_90" -> new Earlier.Forgotten();
      default -> new Earlier.Unknown();
    };
  }
}
