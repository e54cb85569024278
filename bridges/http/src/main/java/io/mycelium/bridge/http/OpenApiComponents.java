package io.mycelium.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.trace.TraceContext;
import io.mycelium.serving.Problems;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What the paths of the OpenAPI document share.
final class OpenApiComponents {
  private static final String TEXT = "string";

  /// Names of the problem responses, by status.
  static final Map<String, String> PROBLEMS = problems();

  private OpenApiComponents() {}

  static ObjectNode print() {
    ObjectNode out = Json.object();
    out.putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An API key, made with `key create` or `invite NAME --key`");
    parameters(out.putObject("parameters"));
    responses(out.putObject("responses"));
    ObjectNode schemas = out.putObject("schemas");
    schemas.set("Reply", reply());
    schemas.set("Answer", answer());
    schemas.set("Problem", problem());
    schemas.set("FieldError", fieldError());
    return out;
  }

  private static Map<String, String> problems() {
    Map<String, String> out = new TreeMap<>();
    Arrays.stream(Reply.Reason.values())
        .forEach(r -> out.put(Integer.toString(Problems.status(r)), camel(Problems.word(r))));
    out.put("413", "TooLarge");
    out.put("415", "MediaType");
    return Map.copyOf(out);
  }

  private static String camel(String word) {
    var out = new StringBuilder();
    for (String part : word.split("-", -1)) {
      out.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
    }
    return out.toString();
  }

  private static void parameters(ObjectNode out) {
    header(
        out.putObject("IdempotencyKey"),
        "Idempotency-Key",
        "Names the request; the same name is never carried out twice. Made up when left out.",
        "^[\\x21-\\x7e]{1,100}$");
    header(
        out.putObject("Room"),
        "Mycelium-Room",
        "The room in which the call is made; `main` when left out",
        "^[a-z0-9][a-z0-9-]{0,39}$");
    header(
        out.putObject("Thread"),
        "Mycelium-Thread",
        "The post on whose thread the call is made; in the room itself when left out",
        "^pst_[a-z0-9]{1,40}$");
    header(
        out.putObject("Confirm"),
        "Mycelium-Confirm",
        "The token of an earlier answer 428, to confirm that very call",
        "");
    header(out.putObject("Language"), "Accept-Language", "The language of sums and dates", "");
    header(
        out.putObject("Zone"),
        "Mycelium-Zone",
        "The time zone of dates, such as `Europe/Paris`; UTC when left out",
        "");
    header(
        out.putObject("TraceParent"),
        TraceContext.PARENT_HEADER,
        "The caller's place in a trace (W3C Trace Context), for the job that the call starts",
        "");
    header(
        out.putObject("TraceState"),
        TraceContext.STATE_HEADER,
        "What belongs to `traceparent`",
        "");
  }

  private static void header(ObjectNode out, String name, String description, String pattern) {
    ObjectNode schema =
        out.put("name", name)
            .put("in", "header")
            .put("description", description)
            .putObject("schema")
            .put("type", TEXT);
    if (!pattern.isEmpty()) {
      schema.put("pattern", pattern);
    }
  }

  private static void responses(ObjectNode out) {
    json(out.putObject("Reply").put("description", "What the command answers"), "Answer");
    ObjectNode accepted =
        out.putObject("Accepted").put("description", "Taken on; the end comes later, as events");
    accepted
        .putObject("headers")
        .putObject("Location")
        .put("description", "The stream of the events of what to watch")
        .putObject("schema")
        .put("type", TEXT);
    json(accepted, "Answer");
    PROBLEMS.forEach((status, name) ->
        problemResponse(
            out.putObject(name), Problems.title(Integer.parseInt(status)) + "; see `code`"));
    problemResponse(out.putObject("Problem"), "Refused; see `code`");
  }

  private static void json(ObjectNode response, String schema) {
    response
        .putObject("content")
        .putObject("application/json")
        .set("schema", OpenApi.reference("schemas", schema));
  }

  private static void problemResponse(ObjectNode response, String description) {
    response
        .put("description", description)
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", OpenApi.reference("schemas", "Problem"));
  }

  private static ObjectNode reply() {
    ObjectNode out =
        Json.object()
            .put("type", "object")
            .put("description", "A reply; `kind` says which properties it has");
    var kinds = out.putObject("properties").putObject("kind").put("type", TEXT).putArray("enum");
    for (String kind :
        new String[] {"text", "card", "table", "form", "file", "accepted", "private"}) {
      kinds.add(kind);
    }
    out.putArray("required").add("kind");
    return out;
  }

  private static ObjectNode answer() {
    ObjectNode out = Json.object().put("type", "object");
    ObjectNode properties = out.putObject("properties");
    properties
        .putObject("request")
        .put("type", TEXT)
        .put("description", "The request's name, given or made up");
    properties.set("reply", OpenApi.reference("schemas", "Reply"));
    out.putArray("required").add("request").add("reply");
    return out;
  }

  private static ObjectNode problem() {
    ObjectNode out =
        Json.object().put("type", "object").put("description", "A problem document (RFC 9457)");
    ObjectNode properties = out.putObject("properties");
    for (String name : new String[] {"type", "title", "detail", "code", "request", "confirm"}) {
      properties.putObject(name).put("type", TEXT);
    }
    properties.putObject("status").put("type", "integer");
    properties.putObject("retryAfterMs").put("type", "integer").put("minimum", 0);
    properties
        .putObject("fields")
        .put("type", "array")
        .set("items", OpenApi.reference("schemas", "FieldError"));
    properties
        .putObject("ways")
        .put("type", "array")
        .put("description", "Calls that may help")
        .putObject("items")
        .put("type", "object");
    out.putArray("required").add("type").add("title").add("status").add("detail").add("code");
    return out;
  }

  private static ObjectNode fieldError() {
    ObjectNode out = Json.object().put("type", "object");
    ObjectNode properties = out.putObject("properties");
    for (String name : new String[] {"option", "given", "allowed", "message"}) {
      properties.putObject(name).put("type", TEXT);
    }
    properties.putObject("near").put("type", "array").putObject("items").put("type", TEXT);
    return out;
  }
}
