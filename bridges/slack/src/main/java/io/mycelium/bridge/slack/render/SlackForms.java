package io.mycelium.bridge.slack.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.File;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import io.mycelium.chatting.layout.FormField;
import io.mycelium.chatting.layout.FormSheet;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.text.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Forms as Slack's modals, and what comes back from them.
public final class SlackForms {
  /// Begins the id of each input's block; the option's name follows.
  public static final String BLOCK = "option:";

  /// The action id of selects that ask for [#suggested] as somebody types.
  public static final String SUGGESTED = SlackInputs.SUGGESTED;

  private SlackForms() {}

  /// What was filled in.
  ///
  /// @param values by the options' names, not checked; an empty input is absent
  /// @param files by the options' names, still at Slack
  public record Filled(ObjectNode values, Map<String, List<File>> files) {}

  /// The modal.
  ///
  /// @param callback what the submission is told by
  /// @param metadata what comes back with it
  /// @throws IllegalArgumentException when the metadata is longer than Slack keeps, or when the
  ///   form has more options than a modal holds
  public static View view(FormSheet form, String callback, String metadata) {
    if (metadata.length() > SlackLimits.PRIVATE_METADATA) {
      throw new IllegalArgumentException("the metadata is longer than Slack keeps");
    }
    if (form.fields().size() > SlackLimits.MODAL_BLOCKS) {
      throw new IllegalArgumentException("a modal holds no more than 100 options");
    }
    return View.builder()
        .type("modal")
        .callbackId(callback)
        .privateMetadata(metadata)
        .title(
            ViewTitle.builder()
                .type("plain_text")
                .text(PlainText.line(form.title(), SlackLimits.MODAL_TITLE))
                .build())
        .submit(ViewSubmit.builder().type("plain_text").text("Run").build())
        .close(ViewClose.builder().type("plain_text").text("Cancel").build())
        .blocks(form.fields().stream().<LayoutBlock>map(SlackInputs::block).toList())
        .build();
  }

  /// Reads what was submitted.
  ///
  /// @param form the same that the modal was made of
  public static Filled read(FormSheet form, ViewState state) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    Map<String, List<File>> files = new LinkedHashMap<>();
    for (FormField field : form.fields()) {
      String name = field.option().name();
      state.getValues().getOrDefault(BLOCK + name, Map.of()).values().stream()
          .findFirst()
          .ifPresent(value -> {
            read(field, value, values);
            if (value.getFiles() != null && !value.getFiles().isEmpty()) {
              files.put(name, List.copyOf(value.getFiles()));
            }
          });
    }
    return new Filled(values, files);
  }

  private static void read(FormField field, ViewState.Value value, ObjectNode values) {
    String name = field.option().name();
    if (SlackInputs.boxed(field)) {
      boolean on = value.getSelectedOptions() != null && !value.getSelectedOptions().isEmpty();
      // Off is what an absent flag means, but where it was on at first.
      if (on || field.on() || field.needed()) {
        values.put(name, on);
      }
    } else if (value.getSelectedOption() != null) {
      values.put(name, value.getSelectedOption().getValue());
    } else if (value.getValue() != null && !value.getValue().isBlank()) {
      values.put(name, value.getValue());
    }
  }

  /// What is wrong, by the blocks that show it; what belongs to none stands at the first.
  ///
  /// @param form not without fields
  public static Map<String, String> errors(FormSheet form, List<FieldError> wrong) {
    Map<String, String> errors = new LinkedHashMap<>();
    for (FieldError error : wrong) {
      boolean own = form.fields().stream().anyMatch(f -> f.option().name().equals(error.option()));
      String block = own ? error.option() : form.fields().getFirst().option().name();
      String near =
          error.near().isEmpty()
              ? ""
              : " Did you mean %s?".formatted(String.join(", ", error.near()));
      String said = own ? sentence(error.message()) : error.sentence();
      errors.merge(BLOCK + block, said + near, (a, b) -> a + " " + b);
    }
    return errors;
  }

  private static String sentence(String predicate) {
    String said =
        predicate.isEmpty()
            ? "This is not right"
            : predicate.substring(0, 1).toUpperCase(Locale.ROOT) + predicate.substring(1);
    return said.endsWith("?") || said.endsWith(".") ? said : said + ".";
  }

  /// What to suggest for an option that has too many choices for a list.
  ///
  /// @param typed so far
  public static List<OptionObject> suggested(FormField field, String typed) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    return field.option().choices().stream()
        .filter(choice -> choice.toLowerCase(Locale.ROOT).contains(wanted))
        .limit(SlackLimits.OPTIONS)
        .map(SlackInputs::option)
        .toList();
  }
}
