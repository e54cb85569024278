package io.mycelium.functions.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.state.Lifecycle;
import io.mycelium.functions.Harness;
import io.mycelium.functions.schedules.ScheduleState.Move;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every move of the lifecycle, made by what makes it in earnest.
class ScheduleLifecycleTest {
  @RegisterExtension
  @Order(2)
  final Tower tower = new Tower();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = tower.harness();

  static Set<Lifecycle.Move<ScheduleState, Move>> moves() {
    return ScheduleState.LIFECYCLE.moves();
  }

  @ParameterizedTest
  @MethodSource("moves")
  void eachMoveLeadsWhereTheTableSays(Lifecycle.Move<ScheduleState, Move> move) throws Exception {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    ada.run("schedule add 'every 15m' 'ring big' --until 2026-03-01T10:40");
    if (move.from() == ScheduleState.PAUSED) {
      ada.run("schedule pause 1");
    } else if (move.by() == Move.END) {
      tower.after(Duration.ofMinutes(15));
    }
    ScheduleState from = tower.schedule().state().state();

    make(move.by(), ada);

    assertThat(from).isEqualTo(move.from());
    assertThat(ScheduleState.LIFECYCLE.move(from, move.by()))
        .contains(tower.schedule().state().state());
    assertThat(mycelium.events("schedule." + past(move.by()))).isNotEmpty();
  }

  private void make(Move by, Harness.User ada) throws Exception {
    switch (by) {
      case FIRE, END -> tower.after(Duration.ofMinutes(15));
      case HALT -> {
        mycelium.olga().run("role set Ada viewer");
        tower.after(Duration.ofMinutes(15));
      }
      case PAUSE -> ada.run("schedule pause 1");
      case RESUME -> ada.run("schedule resume 1");
      case REMOVE -> ada.run("schedule remove 1");
    }
  }

  private static String past(Move by) {
    return switch (by) {
      case FIRE -> "fired";
      case PAUSE, HALT -> "paused";
      case RESUME -> "resumed";
      case END -> "ended";
      case REMOVE -> "removed";
    };
  }
}
