package io.mycelium.bridge.discord.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.chatting.layout.FormField;
import io.mycelium.chatting.layout.FormSheet;
import io.mycelium.core.command.Option;
import io.mycelium.core.text.Cut;
import io.mycelium.core.text.PlainText;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.components.attachmentupload.AttachmentUpload;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.label.LabelChildComponent;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Message.Attachment;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;

/// Forms as Discord's modals, and what comes back from them. A modal holds five inputs: of more
/// options those are left out that need not be given. A form that needs more than five has no modal
/// and is asked for as a line, see [DiscordCommands#ANY].
public final class DiscordForms {
  private static final int ONE_LINE = 200;

  private DiscordForms() {}

  /// What was filled in.
  ///
  /// @param values by the options' names, not checked; an empty input is absent
  /// @param files by the options' names, still at Discord
  public record Filled(ObjectNode values, Map<String, Attachment> files) {}

  /// The modal; empty when it cannot hold what is needed, or when nothing is asked.
  ///
  /// @param id what the submission is told by
  public static Optional<Modal> modal(FormSheet form, String id) {
    long needed = form.fields().stream().filter(FormField::needed).count();
    if (needed > DiscordLimits.MODAL_INPUTS || form.fields().isEmpty()) {
      return Optional.empty();
    }
    List<Label> labels =
        form.fields().stream()
            .filter(field -> field.option().name().length() <= DiscordLimits.CUSTOM_ID)
            .sorted(Comparator.comparing(field -> !field.needed()))
            .limit(DiscordLimits.MODAL_INPUTS)
            .map(DiscordForms::label)
            .toList();
    return Optional.of(
        Modal.create(id, PlainText.line(form.title(), DiscordLimits.MODAL_TITLE))
            .addComponents(labels)
            .build());
  }

  private static Label label(FormField field) {
    return Label.of(
        PlainText.line(field.option().name(), DiscordLimits.LABEL),
        PlainText.line(field.hint(), DiscordLimits.LABEL_DESCRIPTION),
        input(field));
  }

  private static LabelChildComponent input(FormField field) {
    Option option = field.option();
    return switch (option.type()) {
      case TEXT -> text(field, option.range());
      case FLAG -> select(field, List.of("true", "false"));
      case CHOICE -> selectable(option.choices()) ? select(field, option.choices()) : line(field);
      case FILE -> AttachmentUpload.create(option.name()).setRequired(field.needed()).build();
      case INTEGER, DURATION, PATH, PEER, ROOM, REFERENCE -> line(field);
    };
  }

  private static boolean selectable(List<String> choices) {
    return choices.size() <= DiscordLimits.SELECT_OPTIONS
        && choices.stream().allMatch(choice -> choice.length() <= DiscordLimits.SELECT_TEXT);
  }

  private static TextInput text(FormField field, Option.Range range) {
    int longest = Math.clamp(range.max(), 1, DiscordLimits.INPUT);
    TextInputStyle style = range.max() > ONE_LINE ? TextInputStyle.PARAGRAPH : TextInputStyle.SHORT;
    TextInput.Builder input = typed(field, style, longest);
    if (range.min() > 0) {
      input.setMinLength((int) Math.min(range.min(), longest));
    }
    return input.build();
  }

  private static TextInput line(FormField field) {
    return typed(field, TextInputStyle.SHORT, DiscordLimits.INPUT)
        .setPlaceholder(PlainText.line(field.option().allowed(), DiscordLimits.PLACEHOLDER))
        .build();
  }

  private static TextInput.Builder typed(FormField field, TextInputStyle style, int longest) {
    TextInput.Builder input =
        TextInput.create(field.option().name(), style)
            .setRequired(field.needed())
            .setMaxLength(longest);
    String initial = Cut.to(field.text(), longest);
    return initial.isEmpty() ? input : input.setValue(initial);
  }

  private static StringSelectMenu select(FormField field, List<String> choices) {
    StringSelectMenu.Builder menu =
        StringSelectMenu.create(field.option().name()).setRequired(field.needed());
    choices.forEach(choice -> menu.addOption(said(choice), choice));
    if (choices.contains(field.text())) {
      menu.setDefaultValues(field.text());
    }
    return menu.build();
  }

  private static String said(String choice) {
    return switch (choice) {
      case "true" -> "Yes";
      case "false" -> "No";
      default -> choice;
    };
  }

  /// Reads what was submitted.
  ///
  /// @param form the same that the modal was made of
  public static Filled read(FormSheet form, Collection<ModalMapping> submitted) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    Map<String, Attachment> files = new LinkedHashMap<>();
    for (ModalMapping mapping : submitted) {
      form.fields().stream()
          .filter(field -> field.option().name().equals(mapping.getCustomId()))
          .findFirst()
          .ifPresent(field -> read(field, mapping, values, files));
    }
    return new Filled(values, files);
  }

  private static void read(
      FormField field, ModalMapping mapping, ObjectNode values, Map<String, Attachment> files) {
    String name = field.option().name();
    switch (mapping.getType()) {
      case TEXT_INPUT ->
          Optional.of(mapping.getAsString())
              .filter(text -> !text.isBlank())
              .ifPresent(text -> values.put(name, text));
      case STRING_SELECT ->
          mapping.getAsStringList().stream().findFirst().ifPresent(v -> values.put(name, v));
      case FILE_UPLOAD ->
          mapping.getAsAttachmentList().stream().findFirst().ifPresent(f -> files.put(name, f));
      default -> throw new IllegalArgumentException("no modal of ours has such an input");
    }
  }
}
