package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/// A modal or the home tab as somebody sees it now.
///
/// @param labels of the inputs, in order
/// @param errors what stands at the inputs, by label
public record Screen(
    String id,
    String callbackId,
    String title,
    String words,
    List<String> labels,
    List<String> buttons,
    Map<String, String> errors,
    JsonObject view) {
  static Screen of(JsonObject view, Map<String, String> errors) {
    return new Screen(
        Tree.text(view, "id"),
        Tree.text(view, "callback_id"),
        Tree.text(view, "title", "text"),
        Words.read(Tree.at(view, "blocks")),
        Tree.objects(view, "blocks")
            .filter(b -> b.has("label"))
            .map(b -> Tree.text(b, "label", "text"))
            .toList(),
        Words.elements(Tree.at(view, "blocks")).map(found -> Words.label(found.element())).toList(),
        errors,
        view.deepCopy());
  }
}
