package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;

/// A method's answer that is not `ok`.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient JsonObject answer;

  /// @param code one of those that Slack documents for the method
  Refusal(String code, Object... moreNamesAndValues) {
    super(code, null, false, false);
    answer = Tree.of(moreNamesAndValues);
    answer.addProperty("ok", false);
    answer.addProperty("error", code);
  }

  JsonObject answer() {
    return answer;
  }
}
