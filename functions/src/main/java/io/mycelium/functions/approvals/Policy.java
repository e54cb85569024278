package io.mycelium.functions.approvals;

import io.mycelium.core.command.Risk;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Role;
import io.mycelium.core.state.Kind;
import java.util.EnumMap;
import java.util.Map;

/// What a room asks of others before a call of a risk runs.
///
/// @param version one up per change; 0 is the standard policy
public record Policy(long version, Map<Risk, Rule> rules) {
  static final Kind<Policy> KIND = new Kind<>("policy", Policy.class);

  /// How many people have to agree, and the lowest role that counts.
  public record Rule(int people, Role role) {}

  /// Low runs at once, medium needs one person, high two, critical two operators.
  static final Policy STANDARD =
      new Policy(
          0,
          Map.of(
              Risk.LOW, new Rule(0, Role.MEMBER),
              Risk.MEDIUM, new Rule(1, Role.MEMBER),
              Risk.HIGH, new Rule(2, Role.MEMBER),
              Risk.CRITICAL, new Rule(2, Role.OPERATOR)));

  public Policy {
    rules = Map.copyOf(rules);
  }

  Rule rule(Risk risk) {
    Rule rule = rules.get(risk);
    if (rule == null) {
      throw new IllegalStateException("the policy says nothing about " + risk);
    }
    return rule;
  }

  Policy with(Risk risk, Rule rule) {
    Map<Risk, Rule> changed = new EnumMap<>(rules);
    changed.put(risk, rule);
    return new Policy(version + 1, changed);
  }

  static String id(RoomId room) {
    return room.value();
  }
}
