package io.mycelium.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.OptionJsonSchema;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.json.Json;
import java.util.List;
import java.util.Locale;

/// The catalogue as an OpenAPI 3.1 document: a path per command, and the other routes.
final class OpenApi {
  private OpenApi() {}

  static ObjectNode print(Catalogue catalogue) {
    ObjectNode out = Json.object().put("openapi", "3.1.0");
    out.putObject("info")
        .put("title", "Mycelium")
        .put("version", Long.toString(catalogue.version()))
        .put(
            "description",
            "The commands of this workspace as they are now. The version is the catalogue's.");
    out.putArray("servers").addObject().put("url", "/");
    out.putArray("security").addObject().putArray("key");
    var tags = out.putArray("tags");
    catalogue
        .functions()
        .forEach(
            f -> tags.addObject().put("name", f.name().value()).put("description", f.summary()));
    ObjectNode paths = out.putObject("paths");
    catalogue
        .entries()
        .forEach(e ->
            paths.putObject(Routes.COMMANDS + e.command().name().dashed()).set("post", call(e)));
    OpenApiRoutes.add(paths);
    out.set("components", OpenApiComponents.print());
    return out;
  }

  private static ObjectNode call(Catalogue.Entry entry) {
    Command<?> command = entry.command();
    ObjectNode out =
        Json.object()
            .put("operationId", command.name().dashed())
            .put("summary", command.summary())
            .put("description", description(command));
    out.putArray("tags").add(entry.function().name().value());
    var parameters = out.putArray("parameters");
    List.of(
            "IdempotencyKey",
            "Room",
            "Thread",
            "Confirm",
            "Language",
            "Zone",
            "TraceParent",
            "TraceState")
        .forEach(name -> parameters.add(reference("parameters", name)));
    ObjectNode body = out.putObject("requestBody");
    body.put(
        "required",
        command.options().options().stream().anyMatch(io.mycelium.core.command.Option::required));
    body.putObject("content")
        .putObject("application/json")
        .set("schema", OptionJsonSchema.object(command.options().options()));
    ObjectNode responses = out.putObject("responses");
    responses.set("200", reference("responses", "Reply"));
    responses.set("202", reference("responses", "Accepted"));
    OpenApiComponents.PROBLEMS.forEach(
        (status, name) -> responses.set(status, reference("responses", name)));
    responses.set("default", reference("responses", "Problem"));
    return out;
  }

  private static String description(Command<?> command) {
    return "Needs the permission `%s` (role %s). Effect: %s. Risk: %s."
        .formatted(
            command.permission().word(),
            command.permission().lowest().word(),
            command.effect().name().toLowerCase(Locale.ROOT),
            command.risk().word());
  }

  static ObjectNode reference(String section, String name) {
    return Json.object().put("$ref", "#/components/%s/%s".formatted(section, name));
  }
}
