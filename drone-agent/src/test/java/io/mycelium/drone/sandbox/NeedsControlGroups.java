package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips a test where this machine has no control groups for us, and says why.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsControlGroups.Condition.class)
public @interface NeedsControlGroups {

  /// Probes the machine once.
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Probed.CONTROL instanceof ResourceControl.PerProcess(var reason)
          ? ConditionEvaluationResult.disabled("SKIPPED, " + reason)
          : ConditionEvaluationResult.enabled(Probed.CONTROL.level());
    }
  }

  /// What the machine that runs the tests can do.
  final class Probed {
    public static final ResourceControl CONTROL = probe();

    private Probed() {}

    private static ResourceControl probe() {
      try {
        Path folder = TemporaryFolders.create("groups");
        ResourceControl found = new ResourceProbe(Path.of("/"), folder).detect();
        TemporaryFolders.delete(folder);
        if (found instanceof ResourceControl.PerProcess(var reason)) {
          System.out.println("Tests that need control groups are skipped: " + reason);
        }
        return found;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
