package io.mycelium.bridge.slack.far;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Checks blocks and views by the schema of Slack's own types, and by the limits that types cannot
/// say. What is refused is also listed. Threadsafe.
final class BlockKit {
  static final String SCHEMA = "block-kit.schema.json";
  private static final Schema KIT =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(schemaText(), InputFormat.JSON);

  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();

  static String schemaText() {
    try (InputStream in = BlockKit.class.getResourceAsStream(SCHEMA)) {
      return new String(Objects.requireNonNull(in, SCHEMA).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was refused so far, each with its faults and what was sent.
  List<String> refused() {
    return List.copyOf(refused);
  }

  /// A message's blocks with the ids that were left out; refuses those that Slack would.
  JsonArray message(JsonArray blocks) {
    check(Tree.of("blocks", blocks), BlockLimits.message(blocks), "invalid_blocks", blocks);
    return named(blocks.deepCopy());
  }

  /// A view with the ids that were left out; refuses one that Slack would.
  JsonObject view(JsonElement given) {
    if (!given.isJsonObject()) {
      throw new Refusal("invalid_arguments");
    }
    JsonObject view = given.getAsJsonObject();
    boolean home = Tree.text(view, "type").equals("home");
    check(
        Tree.of(home ? "home" : "modal", view), BlockLimits.view(view), "invalid_arguments", view);
    JsonObject copy = view.deepCopy();
    named(copy.getAsJsonArray("blocks"));
    return copy;
  }

  private void check(JsonObject wrapped, List<String> beyond, String code, JsonElement sent) {
    List<String> faults = new ArrayList<>(beyond);
    KIT.validate(wrapped.toString(), InputFormat.JSON)
        .forEach(error -> faults.add(error.toString()));
    if (!faults.isEmpty()) {
      refused.add(faults + " in " + sent);
      throw new Refusal(
          code,
          "response_metadata",
          Tree.of("messages", Tree.list(faults.stream())),
          "errors",
          Tree.list(faults.stream()));
    }
  }

  private JsonArray named(JsonArray blocks) {
    for (JsonElement block : blocks) {
      name(block.getAsJsonObject(), "block_id");
      Tree.objects(block, "elements").filter(BlockLimits::acts).forEach(e -> name(e, "action_id"));
      List.of("accessory", "element")
          .forEach(part -> {
            JsonElement element = Tree.at(block, part);
            if (element.isJsonObject() && BlockLimits.acts(element.getAsJsonObject())) {
              name(element.getAsJsonObject(), "action_id");
            }
          });
    }
    return blocks;
  }

  private void name(JsonObject element, String id) {
    if (Tree.text(element, id).isEmpty()) {
      element.addProperty(id, "far" + ids.incrementAndGet());
    }
  }
}
