package io.mycelium.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.OptionJsonSchema;
import io.mycelium.core.json.Json;

/// The routes of the OpenAPI document that do not depend on the catalogue. The dot keeps the names
/// of their operations apart from those of commands.
final class OpenApiRoutes {
  private static final String JSON = "application/json";

  private OpenApiRoutes() {}

  static void add(ObjectNode paths) {
    ObjectNode catalog = open(paths, Routes.CATALOG, "catalog", "The commands with their options");
    content(catalog, "200", "The catalogue; its ETag changes with it", JSON);
    catalog.withObject("responses").putObject("304").put("description", "As If-None-Match has it");
    content(open(paths, Routes.OPENAPI, "openapi", "This document"), "200", "This document", JSON);
    content(
        open(paths, Routes.HEALTH, "health", "Whether the process is there"), "200", "It is", JSON);
    ObjectNode ready = open(paths, Routes.READY, "ready", "Whether it can serve");
    content(ready, "200", "It can", JSON);
    content(ready, "503", "It cannot; the body says which part fails", JSON);
    content(
        open(paths, Routes.METRICS, "metrics", "Measurements for Prometheus"),
        "200",
        "In the text format",
        "text/plain");
    events(paths);
    blobs(paths);
    upload(paths);
  }

  private static void events(ObjectNode paths) {
    ObjectNode events =
        get(paths, Routes.EVENTS, "events", "Follow what happens, as server-sent events")
            .put(
                "description",
                "Each event has its place in the log as id, its type, and its record as data."
                    + " Rooms that the caller may not see are left out, by its rights at the moment"
                    + " of sending. A block without data only moves the id on.");
    var parameters = events.putArray("parameters");
    parameters.add(list("room", "Only events of these rooms", Json.object().put("type", "string")));
    parameters.add(
        list(
            "subject",
            "Only events of these subjects, as `type:id`",
            Json.object().put("type", "string")));
    parameters
        .addObject()
        .put("name", "after")
        .put("in", "query")
        .put("description", "Start after this place instead of now; `0-0` is the beginning")
        .set("schema", place());
    parameters
        .addObject()
        .put("name", "Last-Event-ID")
        .put("in", "header")
        .put("description", "The same, as browsers say it")
        .set("schema", place());
    content(events, "200", "The stream", "text/event-stream");
    problem(events);
  }

  private static void blobs(ObjectNode paths) {
    ObjectNode blob =
        get(paths, Routes.BLOBS + "{digest}", "blob", "Download content that a reply names");
    var parameters = blob.putArray("parameters");
    parameters
        .addObject()
        .put("name", "digest")
        .put("in", "path")
        .put("required", true)
        .set("schema", Json.object().put("type", "string").put("pattern", "^[0-9a-f]{64}$"));
    parameters
        .addObject()
        .put("name", "name")
        .put("in", "query")
        .put("description", "What to call the file")
        .set("schema", Json.object().put("type", "string"));
    blob.withArray("parameters")
        .addObject()
        .put("name", "Range")
        .put("in", "header")
        .put("description", "One part of the content, such as `bytes=0-1023`")
        .set("schema", Json.object().put("type", "string"));
    content(blob, "200", "The content", "application/octet-stream");
    content(blob, "206", "The part of the content", "application/octet-stream");
    problem(blob);
  }

  private static void upload(ObjectNode paths) {
    ObjectNode upload =
        paths
            .putObject(Routes.UPLOAD)
            .putObject("post")
            .put("operationId", "http.upload")
            .put("summary", "Upload a file, for a call to name it")
            .put(
                "description",
                "The body is the file as it is. The answer is what an option of type file takes."
                    + " Needs the permission `rooms.say`. The file is kept for a while until a call"
                    + " names it, and for long from then on. `maxUpload` of the catalogue says how"
                    + " large it may be.");
    upload
        .putArray("parameters")
        .addObject()
        .put("name", "name")
        .put("in", "query")
        .put("description", "The file's name")
        .set("schema", Json.object().put("type", "string"));
    upload
        .putObject("requestBody")
        .put("required", true)
        .putObject("content")
        .putObject("application/octet-stream");
    content(upload, "201", "The file, as calls name it", JSON)
        .set("schema", OptionJsonSchema.file());
    problem(upload);
  }

  private static ObjectNode list(String name, String description, ObjectNode item) {
    ObjectNode out =
        Json.object().put("name", name).put("in", "query").put("description", description);
    out.putObject("schema").put("type", "array").set("items", item);
    return out;
  }

  private static ObjectNode place() {
    return Json.object().put("type", "string").put("pattern", "^[0-9]+-[0-9]+$");
  }

  private static ObjectNode open(ObjectNode paths, String path, String id, String summary) {
    ObjectNode get = get(paths, path, id, summary);
    get.putArray("security");
    return get;
  }

  private static ObjectNode get(ObjectNode paths, String path, String id, String summary) {
    return paths
        .putObject(path)
        .putObject("get")
        .put("operationId", "http." + id)
        .put("summary", summary);
  }

  private static ObjectNode content(
      ObjectNode route, String status, String description, String type) {
    return route
        .withObject("responses")
        .putObject(status)
        .put("description", description)
        .putObject("content")
        .putObject(type);
  }

  private static void problem(ObjectNode route) {
    route.withObject("responses").set("default", OpenApi.reference("responses", "Problem"));
  }
}
