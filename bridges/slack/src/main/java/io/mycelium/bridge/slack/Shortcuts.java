package io.mycelium.bridge.slack;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import io.mycelium.bridge.slack.render.SlackLimits;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Optional;

/// The form in which somebody chooses a command whose form is then filled in.
final class Shortcuts {
  /// The callback id of the form.
  static final String CALLBACK = "mycelium-choose";

  private static final String BLOCK = "command";
  private static final String ACTION = "value";

  private final Catalogue.Source catalogue;

  Shortcuts(Catalogue.Source catalogue) {
    this.catalogue = catalogue;
  }

  /// The form. Commands beyond Slack's limit are reached by `/mycelium`.
  View choice(String metadata) {
    List<OptionObject> commands =
        catalogue.current().entries().stream()
            .map(entry -> entry.command().name())
            .limit(SlackLimits.OPTIONS)
            .map(Shortcuts::option)
            .toList();
    return View.builder()
        .type("modal")
        .callbackId(CALLBACK)
        .privateMetadata(metadata)
        .title(ViewTitle.builder().type("plain_text").text("Run a command").build())
        .submit(ViewSubmit.builder().type("plain_text").text("Next").build())
        .close(ViewClose.builder().type("plain_text").text("Cancel").build())
        .blocks(
            List.of(
                InputBlock.builder()
                    .blockId(BLOCK)
                    .label(PlainTextObject.builder().text("Command").build())
                    .element(
                        StaticSelectElement.builder()
                            .actionId(ACTION)
                            .placeholder(PlainTextObject.builder().text("Choose one").build())
                            .options(commands)
                            .build())
                    .build()))
        .build();
  }

  private static OptionObject option(CommandName name) {
    return OptionObject.builder()
        .text(
            PlainTextObject.builder()
                .text(PlainText.line(name.spoken(), SlackLimits.OPTION_TEXT))
                .build())
        .value(name.spoken())
        .build();
  }

  /// What was chosen.
  static Optional<String> chosen(ViewState state) {
    return Optional.ofNullable(state.getValues().get(BLOCK))
        .map(block -> block.get(ACTION))
        .map(ViewState.Value::getSelectedOption)
        .map(ViewState.SelectedOption::getValue);
  }
}
