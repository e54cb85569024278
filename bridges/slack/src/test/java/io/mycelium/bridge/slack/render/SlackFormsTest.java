package io.mycelium.bridge.slack.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.slack.api.model.view.ViewState;
import com.slack.api.util.json.GsonFactory;
import io.mycelium.chatting.layout.FormField;
import io.mycelium.chatting.layout.FormSheet;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.reply.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlackFormsTest {
  @Test
  void eachTypeOfOptionIsAnInputThatSlackAccepts() {
    FormSheet form = form(Arrays.stream(OptionType.values()).map(t -> field(t, true)).toList());

    JsonNode view = SlackChecks.sent(SlackForms.view(form, "cb", "m"));

    view.path("blocks").forEach(SlackChecks::acceptsInput);
    assertThat(view.path("blocks").findValuesAsText("block_id"))
        .hasSize(OptionType.values().length);
    assertThat(view.path("blocks").findValues("element").stream().map(e -> e.path("type").asText()))
        .containsExactly(
            "plain_text_input",
            "number_input",
            "checkboxes",
            "static_select",
            "plain_text_input",
            "plain_text_input",
            "plain_text_input",
            "plain_text_input",
            "plain_text_input",
            "file_input");
    assertThat(view.at("/blocks/0/element/multiline").asBoolean()).isTrue();
    assertThat(view.at("/blocks/0/optional").asBoolean()).isFalse();
  }

  @Test
  void aTitleFitsAndMetadataIsNotCut() {
    var form =
        new FormSheet(
            CommandName.of("task"), "t".repeat(60), List.of(field(OptionType.TEXT, true)));

    assertThat(SlackForms.view(form, "cb", "m".repeat(3_000)).getTitle().getText())
        .hasSizeLessThanOrEqualTo(SlackLimits.MODAL_TITLE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlackForms.view(form, "cb", "m".repeat(3_001)));
  }

  @Test
  void tooManyChoicesAreSuggestedAsSomebodyTypes() {
    List<String> choices = IntStream.range(0, 150).mapToObj(i -> "c" + i).toList();
    var field = new FormField(option("o", OptionType.CHOICE, true, choices), Optional.empty());

    JsonNode view = SlackChecks.sent(SlackForms.view(form(List.of(field)), "cb", ""));

    assertThat(view.at("/blocks/0/element/type").asText()).isEqualTo("external_select");
    assertThat(view.at("/blocks/0/element/action_id").asText()).isEqualTo(SlackForms.SUGGESTED);
    assertThat(SlackForms.suggested(field, "C14"))
        .extracting(o -> o.getValue())
        .contains("c14", "c140");
    assertThat(SlackForms.suggested(field, "")).hasSize(SlackLimits.OPTIONS);
  }

  @Test
  void whatIsFilledInComesBackByName() {
    FormSheet form =
        form(
            List.of(
                field(OptionType.TEXT, true),
                field(OptionType.CHOICE, true),
                new FormField(
                    option("flag", OptionType.FLAG, false, List.of()),
                    Optional.of(BooleanNode.TRUE)),
                field(OptionType.PEER, false)));
    ViewState state =
        state(
            """
            {"values":{
              "option:text":{"value":{"type":"plain_text_input","value":"hello"}},
              "option:choice":{"value":{"type":"static_select","selected_option":{"value":"b"}}},
              "option:flag":{"value":{"type":"checkboxes","selected_options":[]}},
              "option:peer":{"value":{"type":"plain_text_input","value":null}}}}
            """);

    SlackForms.Filled filled = SlackForms.read(form, state);

    assertThat(filled.values().toString())
        .isEqualTo("{\"text\":\"hello\",\"choice\":\"b\",\"flag\":false}");
    assertThat(filled.files()).isEmpty();
  }

  @Test
  void filesComeBackAsSlackHasThem() {
    FormSheet form = form(List.of(field(OptionType.FILE, true)));

    SlackForms.Filled filled =
        SlackForms.read(
            form,
            state(
                """
                {"values":{"option:file":{"value":{"type":"file_input","files":[{"id":"F1"}]}}}}
                """));

    assertThat(filled.files().get("file")).extracting(f -> f.getId()).containsExactly("F1");
    assertThat(filled.values()).isEmpty();
  }

  @Test
  void whatIsWrongStandsAtItsInput() {
    FormSheet form = form(List.of(field(OptionType.TEXT, true), field(OptionType.PEER, true)));

    var errors =
        SlackForms.errors(
            form,
            List.of(
                new FieldError("peer", "bo", "", "names nobody", List.of("bob")),
                new FieldError("", "", "", "One of both.", List.of()),
                new FieldError("gone", "", "", "is missing", List.of())));

    assertThat(errors)
        .containsEntry("option:peer", "Names nobody. Did you mean bob?")
        .containsEntry("option:text", "One of both. Option 'gone' is missing.");
  }

  @Test
  void whatStandsThereAtFirstIsShown() {
    var prefilled =
        new FormField(
            option("text", OptionType.TEXT, true, List.of()),
            Optional.of(JsonNodeFactory.instance.textNode("x".repeat(5_000))));

    JsonNode view = SlackChecks.sent(SlackForms.view(form(List.of(prefilled)), "cb", ""));

    assertThat(view.at("/blocks/0/element/initial_value").asText()).hasSize(SlackLimits.INPUT);
  }

  private static ViewState state(String json) {
    return GsonFactory.createSnakeCase().fromJson(json, ViewState.class);
  }

  private static FormSheet form(List<FormField> fields) {
    return new FormSheet(CommandName.of("task", "create"), "task create", fields);
  }

  private static FormField field(OptionType type, boolean required) {
    List<String> choices = type == OptionType.CHOICE ? List.of("a", "b") : List.of();
    return new FormField(option(type.word(), type, required, choices), Optional.empty());
  }

  private static Option option(
      String name, OptionType type, boolean required, List<String> choices) {
    Option.Range range = type == OptionType.TEXT ? Option.Range.LINE : Option.Range.ANY;
    return new Option(name, "what it is", type, required, false, Optional.empty(), choices, range);
  }
}
