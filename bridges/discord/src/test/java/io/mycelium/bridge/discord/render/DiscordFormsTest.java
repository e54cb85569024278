package io.mycelium.bridge.discord.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.chatting.layout.FormField;
import io.mycelium.chatting.layout.FormSheet;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;

class DiscordFormsTest {
  @Test
  void eachTypeOfOptionIsAnInput() {
    for (OptionType type : OptionType.values()) {
      Modal modal =
          DiscordForms.modal(form(List.of(field(type.word(), type, true))), "m").orElseThrow();

      DataObject label = modal.toData().getArray("components").getObject(0);
      assertThat(label.getString("label")).isEqualTo(type.word());
      assertThat(label.getObject("component").getInt("type"))
          .as(type.word())
          .isEqualTo(
              switch (type) {
                case FLAG, CHOICE -> 3;
                case FILE -> 19;
                case TEXT, INTEGER, DURATION, PATH, PEER, ROOM, REFERENCE -> 4;
              });
    }
  }

  @Test
  void aModalHoldsFiveInputsTheNeededOnesFirst() {
    List<FormField> fields =
        IntStream.range(0, 8).mapToObj(i -> field("o" + i, OptionType.TEXT, i == 7)).toList();

    Modal modal = DiscordForms.modal(form(fields), "m").orElseThrow();

    assertThat(modal.getComponents()).hasSize(DiscordLimits.MODAL_INPUTS);
    assertThat(modal.toData().getArray("components").getObject(0).getString("label"))
        .isEqualTo("o7");
  }

  @Test
  void whatNeedsMoreThanFiveHasNoModal() {
    List<FormField> fields =
        IntStream.range(0, 6).mapToObj(i -> field("o" + i, OptionType.TEXT, true)).toList();

    assertThat(DiscordForms.modal(form(fields), "m")).isEmpty();
    assertThat(DiscordForms.modal(form(List.of()), "m")).isEmpty();
  }

  @Test
  void longNamesAndTextsAreCutToFit() {
    var lengthy =
        new FormField(
            option("n".repeat(80), OptionType.TEXT, true),
            Optional.of(new TextNode("x".repeat(9_000))));
    var form = new FormSheet(CommandName.of("t"), "t".repeat(99), List.of(lengthy));

    Modal modal = DiscordForms.modal(form, "m").orElseThrow();

    assertThat(modal.getTitle()).hasSize(DiscordLimits.MODAL_TITLE);
    DataObject label = modal.toData().getArray("components").getObject(0);
    assertThat(label.getString("label")).hasSize(DiscordLimits.LABEL);
    assertThat(label.getObject("component").getString("value")).hasSize(DiscordLimits.INPUT);
  }

  @Test
  void whatIsFilledInComesBackByName() {
    FormSheet form =
        form(
            List.of(
                field("text", OptionType.TEXT, true),
                field("peer", OptionType.PEER, false),
                new FormField(
                    option("flag", OptionType.FLAG, false), Optional.of(BooleanNode.TRUE))));

    DiscordForms.Filled filled =
        DiscordForms.read(
            form,
            List.of(
                mapping("{\"type\":4,\"id\":1,\"custom_id\":\"text\",\"value\":\"hello\"}"),
                mapping("{\"type\":4,\"id\":2,\"custom_id\":\"peer\",\"value\":\"\"}"),
                mapping("{\"type\":3,\"id\":3,\"custom_id\":\"flag\",\"values\":[\"false\"]}"),
                mapping("{\"type\":4,\"id\":4,\"custom_id\":\"other\",\"value\":\"x\"}")));

    assertThat(filled.values().toString()).isEqualTo("{\"text\":\"hello\",\"flag\":\"false\"}");
    assertThat(filled.files()).isEmpty();
  }

  private static ModalMapping mapping(String json) {
    return new ModalMapping(null, DataObject.empty(), DataObject.fromJson(json));
  }

  private static FormSheet form(List<FormField> fields) {
    return new FormSheet(CommandName.of("task", "create"), "task create", fields);
  }

  private static FormField field(String name, OptionType type, boolean required) {
    return new FormField(option(name, type, required), Optional.empty());
  }

  private static Option option(String name, OptionType type, boolean required) {
    List<String> choices = type == OptionType.CHOICE ? List.of("a", "b") : List.of();
    Option.Range range = type == OptionType.TEXT ? Option.Range.LINE : Option.Range.ANY;
    return new Option(name, "what it is", type, required, false, Optional.empty(), choices, range);
  }
}
