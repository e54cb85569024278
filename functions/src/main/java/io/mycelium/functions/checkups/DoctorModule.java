package io.mycelium.functions.checkups;

import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.checkup.Finding;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// `doctor`: look whether everything is as it should be.
public final class DoctorModule {
  private static final FunctionLimits LIMITS = new FunctionLimits(4, Duration.ofSeconds(60));

  record Options() {}

  private final Supplier<? extends Collection<? extends Checkup>> checkups;

  /// @param checkups asked for when they are needed: what they look at starts after the features
  public DoctorModule(Supplier<? extends Collection<? extends Checkup>> checkups) {
    this.checkups = checkups;
  }

  public List<Function> functions() {
    return List.of(
        new Function(
            new FunctionName("doctor"),
            "Look whether everything is as it should be",
            LIMITS,
            List.of(
                Command.named("doctor")
                    .summary(
                        "Look whether Redis, drones, tokens, scopes and channels are as they should be")
                    .examples(
                        "is everything alright?",
                        "why does Slack not work?",
                        "check the tokens and scopes",
                        "what is missing in the configuration?",
                        "diagnose why nothing arrives",
                        "check the health of Mycelium")
                    .permission(Permission.CHANNELS_LINK)
                    .handledBy(Options.class, this::handle))));
  }

  private Reply handle(Options options, Invocation by) {
    return new Reply.Table(
        List.of(
            new Column("what", "What", Fit.WHOLE),
            new Column("state", "State", Fit.WHOLE),
            new Column("said", "How it is, or what to do", Fit.PROSE)),
        checkups.get().stream()
            .flatMap(checkup -> checkup.look().stream())
            .map(DoctorModule::row)
            .toList(),
        "There is nothing to look at.",
        Optional.empty());
  }

  private static List<String> row(Finding finding) {
    return List.of(finding.what(), finding.state().name().toLowerCase(Locale.ROOT), finding.said());
  }
}
