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

/// Skips a test where this machine cannot contain commands, and names the line that mends it.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBubblewrap.Condition.class)
public @interface NeedsBubblewrap {

  /// Probes the machine once.
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return switch (Probed.CONTAINMENT) {
        case Containment.Bubblewrap found -> ConditionEvaluationResult.enabled(found.version());
        case Containment.None(var reason, var remedy) ->
            ConditionEvaluationResult.disabled(
                "SKIPPED, %s; to run it: %s".formatted(reason, remedy));
      };
    }
  }

  /// What the machine that runs the tests can do.
  final class Probed {
    public static final Containment CONTAINMENT = probe();

    private Probed() {}

    private static Containment probe() {
      try {
        Path folder = TemporaryFolders.create("probe");
        Path osRelease = Path.of("/etc/os-release");
        Containment found = new ContainmentProbe(Programs.ofSystem(), osRelease, folder).detect();
        TemporaryFolders.delete(folder);
        if (found instanceof Containment.None(var reason, var remedy)) {
          // Surefire prints how many tests were skipped, but not why.
          System.out.println(
              "Tests that need bubblewrap are skipped: " + reason + "; to run them: " + remedy);
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
