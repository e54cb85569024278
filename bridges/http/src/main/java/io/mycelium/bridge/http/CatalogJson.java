package io.mycelium.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.json.Json;
import java.util.Locale;

/// The catalogue for programs that have their own surface to make of it.
final class CatalogJson {
  private CatalogJson() {}

  /// @param maxUpload bytes that an uploaded file may have
  static ObjectNode print(Catalogue catalogue, long maxUpload) {
    ObjectNode out = Json.object().put("version", catalogue.version()).put("maxUpload", maxUpload);
    var functions = out.putArray("functions");
    catalogue
        .functions()
        .forEach(
            f -> functions.addObject().put("name", f.name().value()).put("summary", f.summary()));
    var commands = out.putArray("commands");
    catalogue.entries().forEach(e -> command(commands.addObject(), e));
    var broken = out.putArray("broken");
    catalogue
        .broken()
        .forEach(b -> broken.addObject().put("name", b.name()).put("cause", b.cause()));
    return out;
  }

  private static void command(ObjectNode out, Catalogue.Entry entry) {
    Command<?> command = entry.command();
    out.put("name", command.name().spoken())
        .put("path", command.name().dashed())
        .put("function", entry.function().name().value())
        .put("summary", command.summary());
    var examples = out.putArray("examples");
    command.examples().forEach(examples::add);
    out.put("permission", command.permission().word())
        .put("effect", command.effect().name().toLowerCase(Locale.ROOT))
        .put("risk", command.risk().word())
        .put("definition", command.definition().value());
    var options = out.putArray("options");
    command.options().options().forEach(o -> option(options.addObject(), o));
  }

  private static void option(ObjectNode out, Option option) {
    out.put("name", option.name())
        .put("help", option.help())
        .put("type", option.type().word())
        .put("required", option.required())
        .put("positional", option.positional())
        .put("allowed", option.allowed());
    option.standard().ifPresent(value -> out.set("standard", value));
    if (option.type() == OptionType.CHOICE) {
      var choices = out.putArray("choices");
      option.choices().forEach(choices::add);
    }
    if (option.range().min() != Long.MIN_VALUE) {
      out.put("min", option.range().min());
    }
    if (option.range().max() != Long.MAX_VALUE) {
      out.put("max", option.range().max());
    }
  }
}
