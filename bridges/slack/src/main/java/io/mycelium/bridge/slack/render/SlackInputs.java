package io.mycelium.bridge.slack.render;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.CheckboxesElement;
import com.slack.api.model.block.element.ExternalSelectElement;
import com.slack.api.model.block.element.FileInputElement;
import com.slack.api.model.block.element.NumberInputElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import io.mycelium.chatting.layout.FormField;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.text.Cut;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Each type of option as an input of a modal.
final class SlackInputs {
  static final String VALUE = "value";
  static final String SUGGESTED = "suggested";
  private static final int ONE_LINE = 200;

  private SlackInputs() {}

  static InputBlock block(FormField field) {
    return InputBlock.builder()
        .blockId(SlackForms.BLOCK + field.option().name())
        .label(SlackTexts.plain(field.option().name(), SlackLimits.LABEL))
        .hint(SlackTexts.plain(field.hint(), SlackLimits.HINT))
        // Nothing can be typed that stands for an unchecked box.
        .optional(!field.needed() || boxed(field))
        .element(element(field))
        .build();
  }

  /// Whether a flag is a box: left unchecked it is off.
  static boolean boxed(FormField field) {
    return field.option().type() == OptionType.FLAG;
  }

  private static BlockElement element(FormField field) {
    Option option = field.option();
    return switch (option.type()) {
      case TEXT -> text(field, option.range());
      case INTEGER -> number(field, option.range());
      case FLAG -> box(field);
      case CHOICE -> choice(field);
      case DURATION, PATH, PEER, ROOM, REFERENCE -> line(field);
      case FILE -> FileInputElement.builder().actionId(VALUE).maxFiles(1).build();
    };
  }

  private static PlainTextInputElement text(FormField field, Option.Range range) {
    int longest = Math.clamp(range.max(), 1, SlackLimits.INPUT);
    var input =
        PlainTextInputElement.builder()
            .actionId(VALUE)
            .multiline(range.max() > ONE_LINE)
            .maxLength(longest)
            .initialValue(initial(field, longest));
    if (range.min() > 0 && field.needed()) {
      input.minLength((int) Math.min(range.min(), longest));
    }
    return input.build();
  }

  private static PlainTextInputElement line(FormField field) {
    return PlainTextInputElement.builder()
        .actionId(VALUE)
        .placeholder(SlackTexts.plain(field.option().allowed(), SlackLimits.PLACEHOLDER))
        .maxLength(SlackLimits.INPUT)
        .initialValue(initial(field, SlackLimits.INPUT))
        .build();
  }

  /// Null is what the model takes for an input that is empty at first.
  private static @Nullable String initial(FormField field, int longest) {
    String text = field.text();
    return text.isEmpty() ? null : Cut.to(text, longest);
  }

  private static NumberInputElement number(FormField field, Option.Range range) {
    var input =
        NumberInputElement.builder()
            .actionId(VALUE)
            .decimalAllowed(false)
            .initialValue(initial(field, SlackLimits.INPUT));
    if (range.min() != Long.MIN_VALUE) {
      input.minValue(Long.toString(range.min()));
    }
    if (range.max() != Long.MAX_VALUE) {
      input.maxValue(Long.toString(range.max()));
    }
    return input.build();
  }

  private static CheckboxesElement box(FormField field) {
    OptionObject yes = option("Yes", "true");
    var box = CheckboxesElement.builder().actionId(VALUE).options(List.of(yes));
    return field.on() ? box.initialOptions(List.of(yes)).build() : box.build();
  }

  private static BlockElement choice(FormField field) {
    List<String> choices = field.option().choices();
    if (choices.stream().anyMatch(c -> c.length() > SlackLimits.OPTION_VALUE)) {
      return line(field);
    }
    Optional<OptionObject> chosen =
        Optional.of(field.text()).filter(choices::contains).map(SlackInputs::option);
    if (choices.size() > SlackLimits.OPTIONS) {
      var input = ExternalSelectElement.builder().actionId(SUGGESTED).minQueryLength(0);
      chosen.ifPresent(input::initialOption);
      return input.build();
    }
    var input =
        StaticSelectElement.builder()
            .actionId(VALUE)
            .options(choices.stream().map(SlackInputs::option).toList());
    chosen.ifPresent(input::initialOption);
    return input.build();
  }

  static OptionObject option(String choice) {
    return option(choice, choice);
  }

  private static OptionObject option(String label, String value) {
    return OptionObject.builder()
        .text(SlackTexts.plain(label, SlackLimits.OPTION_TEXT))
        .value(value)
        .build();
  }
}
