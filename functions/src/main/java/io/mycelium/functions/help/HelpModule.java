package io.mycelium.functions.help;

import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import java.util.List;

/// The feature as the gateway composes it.
public final class HelpModule {
  private final Catalogue.Source catalogue;

  public HelpModule(Catalogue.Source catalogue) {
    this.catalogue = catalogue;
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("help"),
            "Explain the commands",
            FunctionLimits.STANDARD,
            List.of(new ShowHelp(catalogue).command())));
  }
}
