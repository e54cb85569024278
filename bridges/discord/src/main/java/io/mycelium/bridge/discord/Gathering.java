package io.mycelium.bridge.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.bridge.discord.render.DiscordText;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.FileRef;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.entities.Message.Attachment;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;

/// Reads what was given to a command, files included. Blocks; call it on virtual threads.
final class Gathering {
  private final Catalogue.Source catalogue;
  private final Fetching fetching;
  private final DiscordText text;

  Gathering(Catalogue.Source catalogue, Fetching fetching, People people) {
    this.catalogue = catalogue;
    this.fetching = fetching;
    this.text = new DiscordText(people.names());
  }

  /// @param command spoken or dashed
  ObjectNode options(Visit visit, String command, List<OptionMapping> given) {
    ObjectNode options = Json.object();
    for (OptionMapping mapping : given) {
      String name = mapping.getName();
      switch (mapping.getType()) {
        case INTEGER -> options.put(name, mapping.getAsLong());
        case BOOLEAN -> options.put(name, mapping.getAsBoolean());
        case ATTACHMENT ->
            fetching
                .fetch(visit, mapping.getAsAttachment())
                .ifPresent(file -> options.set(name, file.tree()));
        default -> options.put(name, said(command, name, mapping.getAsString()));
      }
    }
    return options;
  }

  /// People are called with a mark in front.
  private String said(String command, String option, String value) {
    boolean peer =
        catalogue.current().find(command).stream()
            .flatMap(entry -> entry.command().options().options().stream())
            .filter(o -> o.name().equals(option))
            .map(Option::type)
            .anyMatch(type -> type == OptionType.PEER);
    return peer ? text.plain(value).strip().replaceFirst("^@", "") : value;
  }

  /// Adds the files of a form to its values.
  void files(Visit visit, Map<String, Attachment> files, ObjectNode values) {
    files.forEach((option, file) ->
        fetching.fetch(visit, file).map(FileRef::tree).ifPresent(tree -> values.set(option, tree)));
  }
}
