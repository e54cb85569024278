package io.mycelium.functions.schedules;

import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PostId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.OutboxHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The feature as the gateway composes it.
public final class SchedulesModule {
  /// What the feature works with.
  ///
  /// @param catalogue of what can be scheduled
  /// @param views of all features, there once they are composed
  public record Parts(
      AggregateStore store,
      Catalogue.Source catalogue,
      Peers peers,
      Noticeboard noticeboard,
      Ids ids,
      InstantSource clock,
      RandomGenerator random,
      ScheduleSettings settings,
      Supplier<SubjectViews> views) {}

  private final Parts parts;
  private final Schedules schedules;
  private final ScheduleView view;

  public SchedulesModule(Parts parts) {
    this.parts = parts;
    this.schedules = new Schedules(parts.store(), parts.ids(), parts.random());
    this.view = new ScheduleView(schedules, parts.peers(), parts.views());
  }

  public List<Function> functions() {
    var replies = new ScheduleReplies(schedules, view, parts.peers());
    var lines = new Lines(parts.catalogue());
    return List.of(
        new Function(
            new FunctionName("schedule"),
            "Have commands run at set times",
            FunctionLimits.STANDARD,
            List.of(
                new AddSchedule(schedules, replies, lines, parts.settings()).command(),
                new ListSchedules(schedules, parts.peers()).command(),
                new ShowSchedule(replies).command(),
                new PauseSchedule(schedules, replies).command(),
                new ResumeSchedule(schedules, replies, lines).command(),
                new RunSchedule(schedules, replies).command(),
                new RemoveSchedule(schedules, replies).command())));
  }

  /// The post on which the talk about a schedule hangs.
  public Optional<PostId> thread(Subject subject) {
    return subject.type().equals(Schedule.KIND.name())
        ? schedules.find(subject.id()).map(schedule -> schedule.state().thread())
        : Optional.empty();
  }

  public List<SubjectView> views() {
    return List.of(view);
  }

  /// What the outbox owes schedules.
  ///
  /// @param firer makes the calls that are due
  public List<OutboxHandler> handlers(Firer firer) {
    return List.of(
        new FireSchedule(
            schedules,
            parts.peers(),
            parts.catalogue(),
            firer,
            parts.noticeboard(),
            parts.clock()));
  }
}
