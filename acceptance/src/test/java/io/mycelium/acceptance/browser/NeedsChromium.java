package io.mycelium.acceptance.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Tests that drive Chromium. Where there is none they are skipped, and the build names them and
/// the line that installs it; with `MYCELIUM_MUST_RUN=true` they fail instead.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
@interface NeedsChromium {
  /// Whether there is one.
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Chromium.isHere() || "true".equals(System.getenv("MYCELIUM_MUST_RUN"))) {
        return ConditionEvaluationResult.enabled("there is a browser to drive");
      }
      String skipped = context.getDisplayName() + " is skipped: " + Chromium.MISSING;
      if (context.getTestMethod().isEmpty()) {
        // The build shows how many were skipped, not why.
        System.out.println("[WARNING] " + skipped);
      }
      return ConditionEvaluationResult.disabled(skipped);
    }
  }
}
