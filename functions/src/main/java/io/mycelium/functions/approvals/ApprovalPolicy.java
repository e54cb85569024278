package io.mycelium.functions.approvals;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Risk;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `policy show` and `policy set`: how many people a room asks for at each risk.
final class ApprovalPolicy implements SubjectView {
  record None() {}

  record Options(
      @Positional @Help("the risk that the rule is for; low is about dropped-in functions alone")
          Risk risk,
      @Bounds(min = 0, max = 10)
          @Help("how many people have to agree; 0, for low risk only, runs at once")
          int people,
      @Help("the lowest role whose agreement counts; member, when left out") Optional<Role> role) {
    Options {
      if (people == 0 && risk != Risk.LOW) {
        throw new IllegalArgumentException("only low risk may run without anybody's agreement");
      }
    }
  }

  private final Policies policies;

  ApprovalPolicy(Policies policies) {
    this.policies = policies;
  }

  Command<None> show() {
    return Command.named("policy", "show")
        .summary("Show how many people the room asks for at each risk")
        .examples(
            "how many approvals do we need?",
            "what is the approval policy?",
            "what are the rules for approvals?")
        .permission(Permission.APPROVALS_READ)
        .handledBy(None.class, (_, by) -> table(by.place().room()));
  }

  Command<Options> set() {
    return Command.named("policy", "set")
        .summary("Set how many people the room asks for at a risk")
        .examples(
            "high risk needs 3 people here",
            "change the approval policy",
            "require more approvals for critical risk")
        .permission(Permission.APPROVALS_POLICY)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    var rule = new Policy.Rule(options.people(), options.role().orElse(Role.MEMBER));
    RoomId room = by.place().room();
    return policies
        .change(room, options.risk(), rule, by.intent())
        .<Reply>map(r -> r)
        .orElseGet(() -> card(room));
  }

  @Override
  public String type() {
    return Policy.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return Optional.of(card(new RoomId(id)));
  }

  private Reply.Card card(RoomId room) {
    List<Field> fields = new ArrayList<>();
    for (Risk risk : Risk.values()) {
      fields.add(new Field(risk.word(), risk.word(), words(policies.of(room).rule(risk))));
    }
    return new Reply.Card(
        Optional.of(new Subject(type(), room.value())),
        "Approval policy of the room " + room,
        Optional.empty(),
        "",
        fields,
        List.of());
  }

  private Reply table(RoomId room) {
    Policy policy = policies.of(room);
    List<List<String>> rows =
        Arrays.stream(Risk.values())
            .map(risk ->
                List.of(
                    risk.word(),
                    Integer.toString(policy.rule(risk).people()),
                    policy.rule(risk).role().word()))
            .toList();
    return new Reply.Table(
        List.of(
            new Column("risk", "Risk"),
            new Column("people", "People who agree"),
            new Column("role", "Lowest role")),
        rows,
        "",
        Optional.empty());
  }

  private static String words(Policy.Rule rule) {
    return rule.people() == 0
        ? "runs at once"
        : "%d with the role %s or above".formatted(rule.people(), rule.role().word());
  }
}
