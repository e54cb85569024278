package io.mycelium.functions.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Lifecycle;
import io.mycelium.functions.Harness;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every move of the lifecycle, made by what makes it in earnest.
class ApprovalLifecycleTest {
  @RegisterExtension
  @Order(2)
  final Yard yard = new Yard();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = yard.harness();

  private Harness.User ada;
  private Harness.User bob;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
    bob = mycelium.join("Bob", Role.MEMBER);
  }

  static Set<Lifecycle.Move<ApprovalState, ApprovalState.Move>> moves() {
    return ApprovalState.LIFECYCLE.moves();
  }

  @ParameterizedTest
  @MethodSource("moves")
  void eachMoveLeadsWhereTheTableSays(Lifecycle.Move<ApprovalState, ApprovalState.Move> move)
      throws Exception {
    Reply asked = asked(move.by());
    ApprovalState from = yard.state(asked);
    long version = yard.approval(asked).version();

    make(move.by(), asked);

    assertThat(from).isEqualTo(move.from());
    assertThat(ApprovalState.LIFECYCLE.move(from, move.by())).contains(yard.state(asked));
    assertThat(yard.approval(asked).version()).isEqualTo(version + 1);
  }

  /// An approval that is about to be moved so.
  private Reply asked(ApprovalState.Move by) {
    return switch (by) {
      case AGREE -> ada.run("fell oak");
      case GRANT, DENY, EXPIRE -> ada.run("dig pond");
      case REDEEM, REFUSE -> {
        Reply asked = ada.run("dig pond");
        bob.run("approval grant 1");
        yield asked;
      }
    };
  }

  private void make(ApprovalState.Move by, Reply asked) throws Exception {
    switch (by) {
      case AGREE, GRANT -> bob.run("approval grant 1");
      case DENY -> bob.run("approval deny 1 no");
      case EXPIRE -> handle(Rows.EXPIRE, asked);
      case REDEEM -> handle(Rows.REDEEM, asked);
      case REFUSE -> {
        mycelium.olga().run("role set Ada viewer");
        handle(Rows.REDEEM, asked);
      }
    }
  }

  private void handle(String kind, Reply asked) throws Exception {
    Approval approval = yard.approval(asked).state();
    yard.handler(kind).handle(Rows.row(kind, approval.id(), mycelium.clock().instant()));
  }
}
