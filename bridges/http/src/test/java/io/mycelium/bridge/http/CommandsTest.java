package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.trace.TraceContext;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final Gateway gateway = new Gateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aCallIsAnsweredWithTheReplyAndTheNameOfTheRequest() throws Exception {
    HttpResponse<String> response =
        gateway.call(
            Gateway.ADA, "echo", "{\"text\":\"hello\"}", r -> r.header("Idempotency-Key", "one"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.body())
        .isEqualTo("{\"request\":\"one\",\"reply\":{\"kind\":\"text\",\"markdown\":\"hello\"}}");
  }

  @Test
  void aCallWithoutANameGetsOne() throws Exception {
    JsonNode first = Json.parse(gateway.call(Gateway.ADA, "row-list", "").body());
    JsonNode second = Json.parse(gateway.call(Gateway.ADA, "row-list", "{}").body());

    assertThat(first.path("request").textValue()).startsWith("req_").hasSize(30);
    assertThat(second.path("request")).isNotEqualTo(first.path("request"));
    assertThat(first.path("reply").path("rows")).hasSize(50);
  }

  @Test
  void aRepeatChangesNothingAndAnotherCallUnderItsNameIsRefused() throws Exception {
    String before = gateway.log.last();

    HttpResponse<String> first = note("same", "{\"text\":\"a\"}");
    String after = gateway.log.last();
    HttpResponse<String> repeat = note("same", "{\"text\":\"a\"}");
    HttpResponse<String> other = note("same", "{\"text\":\"b\"}");

    assertThat(after).isNotEqualTo(before);
    assertThat(repeat.statusCode()).isEqualTo(200);
    assertThat(repeat.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(problem(other).path("code").textValue()).isEqualTo("request-id-reused");
    assertThat(gateway.log.last()).isEqualTo(after);
  }

  private HttpResponse<String> note(String id, String body) throws Exception {
    return gateway.call(Gateway.ADA, "note-add", body, r -> r.header("Idempotency-Key", id));
  }

  @Test
  void whatCannotBeUndoneIsConfirmedWithTheTokenOfTheRefusal() throws Exception {
    HttpResponse<String> asked = gateway.call(Gateway.ADA, "note-wipe", "");
    String token = problem(asked).path("confirm").textValue();
    HttpResponse<String> confirmed =
        gateway.call(Gateway.ADA, "note-wipe", "", r -> r.header("Mycelium-Confirm", token));
    HttpResponse<String> again =
        gateway.call(Gateway.ADA, "note-wipe", "", r -> r.header("Mycelium-Confirm", token));

    assertThat(asked.statusCode()).isEqualTo(428);
    assertThat(confirmed.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(428);
  }

  @Test
  void whatWasTakenOnSaysWhereToWatch() throws Exception {
    HttpResponse<String> response = gateway.call(Gateway.ADA, "job-begin", "");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("location"))
        .hasValue("/api/v1/events?subject=job:job_1");
    assertThat(Json.parse(response.body()).path("reply").path("kind").textValue())
        .isEqualTo("accepted");
  }

  @Test
  void secretsAreNotToBeKept() throws Exception {
    HttpResponse<String> response = gateway.call(Gateway.ADA, "secret-show", "");

    assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(Json.parse(response.body()).path("reply").path("secret").booleanValue()).isTrue();
  }

  @Test
  void refusalsAreProblemsWithAStatusByReason() throws Exception {
    assertProblem(gateway.call("myc_nobody", "echo", "{}"), 401, "unknown-key");
    assertProblem(gateway.call(Gateway.VIC, "audit", ""), 403, "not-permitted");
    assertProblem(gateway.call(Gateway.VIC, "note-add", "{\"text\":\"a\"}"), 403, "not-permitted");
    assertProblem(gateway.call(Gateway.ADA, "eco", "{}"), 404, "unknown-command");
    assertProblem(gateway.call(Gateway.ADA, "echo", "{}"), 400, "bad-options");
    assertProblem(
        gateway.call(Gateway.VIC, "row-list", "", r -> r.header("Mycelium-Room", "vault")),
        404,
        "unknown-room");
    assertProblem(
        gateway.call(Gateway.ADA, "row-list", "", r -> r.header("Mycelium-Room", "No Room")),
        400,
        "bad-room");
    assertProblem(
        gateway.call(Gateway.ADA, "row-list", "", r -> r.header("Mycelium-Thread", "#1")),
        400,
        "bad-thread");
    assertProblem(
        gateway.call(Gateway.ADA, "row-list", "", r -> r.header("Mycelium-Thread", "pst_0no")),
        404,
        "unknown-thread");
    assertProblem(
        gateway.call(Gateway.ADA, "row-list", "", r -> r.header("Mycelium-Zone", "Mars")),
        400,
        "bad-zone");
    assertProblem(
        gateway.call(Gateway.ADA, "row-list", "", r -> r.header("Idempotency-Key", "a b")),
        400,
        "bad-request-id");
  }

  @Test
  void aCallBelongsToTheTraceThatItsHeadersNameAndAMalformedOneIsIgnored() throws Exception {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    assertThat(traced()).isEmpty();
    assertThat(traced("traceparent", parent)).contains(new TraceContext(parent, Optional.empty()));
    assertThat(traced("Traceparent", parent, "tracestate", "a=1", "tracestate", "b=2"))
        .contains(new TraceContext(parent, Optional.of("a=1,b=2")));
    assertThat(traced("traceparent", parent, "tracestate", "no"))
        .contains(new TraceContext(parent, Optional.empty()));
    assertThat(traced("traceparent", parent.replace('b', 'g'), "tracestate", "a=1")).isEmpty();
    assertThat(traced("traceparent", parent, "traceparent", parent)).isEmpty();
    assertThat(traced("tracestate", "a=1")).isEmpty();
  }

  private Optional<TraceContext> traced(String... headers) throws Exception {
    String body = "{\"text\":\"a\"}";
    HttpResponse<String> answer =
        gateway.call(
            Gateway.ADA,
            "echo",
            body,
            request -> headers.length == 0 ? request : request.headers(headers));
    assertThat(answer.statusCode()).isEqualTo(200);
    return gateway.commands.traced.get();
  }

  @Test
  void aRefusedKeyIsToldHowToAuthenticate() throws Exception {
    HttpResponse<String> response = gateway.call("myc_nobody", "echo", "{}");

    assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer");
  }

  @Test
  void anUnknownOptionIsNamedWithItsNearest() throws Exception {
    HttpResponse<String> response =
        gateway.call(Gateway.ADA, "echo", "{\"txt\":\"a\",\"text\":\"b\"}");

    JsonNode field = problem(response).path("fields").path(0);
    assertThat(field.path("option").textValue()).isEqualTo("txt");
    assertThat(field.path("near").path(0).textValue()).isEqualTo("text");
  }

  @Test
  void callsOfOneFunctionOverlap() throws Exception {
    Callable<Integer> meet = () -> gateway.call(Gateway.ADA, "meet", "").statusCode();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls =
          IntStream.range(0, TestCommands.MEETING).mapToObj(_ -> threads.submit(meet)).toList();

      for (Future<Integer> call : calls) {
        assertThat(call.get()).isEqualTo(200);
      }
    }
  }

  @Test
  void beyondTheLimitCallsAreRefusedBusy() throws Exception {
    try (var full = new Gateway(Limits.calls(1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> held = threads.submit(() -> full.call(Gateway.ADA, "hold", ""));
      Awaitility.await().until(() -> full.commands.holding.get() == 1);

      HttpResponse<String> refused = full.call(Gateway.ADA, "row-list", "");
      full.commands.held.release();

      assertProblem(refused, 429, "busy");
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
      assertThat(held.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tooManyCallsOfOnePeerAreToldWhenToComeBack() throws Exception {
    try (var strict = new Gateway(Gateway.settings(), new RateLimits(1, 1, Clock.systemUTC()))) {
      strict.call(Gateway.ADA, "row-list", "");
      HttpResponse<String> refused = strict.call(Gateway.ADA, "row-list", "");

      assertProblem(refused, 429, "rate-limited");
      assertThat(problem(refused).path("retryAfterMs").longValue()).isBetween(1L, 1_000L);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
    }
  }

  @Test
  void aFaultOfOursTellsItsNameAndNothingElse() throws Exception {
    HttpResponse<String> response =
        gateway.call(Gateway.ADA, "fail", "", r -> r.header("Idempotency-Key", "broken-1"));

    assertProblem(response, 500, "internal");
    assertThat(problem(response).path("request").textValue()).isEqualTo("broken-1");
    assertThat(response.body()).doesNotContain("on purpose");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = problem(response);
    assertThat(problem.path("status").intValue()).isEqualTo(status);
    assertThat(problem.path("code").textValue()).isEqualTo(code);
    assertThat(problem.path("detail").textValue()).isNotEmpty();
  }

  private static JsonNode problem(HttpResponse<String> response) {
    return Json.parse(response.body());
  }
}
