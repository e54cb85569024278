package io.mycelium.core.peer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// What a command may ask of its caller. The list is fixed: a drop-in package names one of these.
public enum Permission {
  /// Every peer that is known.
  ANY("any", Role.VIEWER),
  TASKS_READ("tasks.read", Role.VIEWER),
  TASKS_WRITE("tasks.write", Role.MEMBER),
  APPROVALS_READ("approvals.read", Role.VIEWER),
  APPROVALS_DECIDE("approvals.decide", Role.MEMBER),
  APPROVALS_POLICY("approvals.policy", Role.OPERATOR),
  JOBS_READ("jobs.read", Role.VIEWER),
  JOBS_CANCEL("jobs.cancel", Role.MEMBER),
  JOBS_RETRY("jobs.retry", Role.MEMBER),
  JOBS_OPERATE("jobs.operate", Role.OPERATOR),
  DRONES_READ("drones.read", Role.VIEWER),
  DRONES_OPERATE("drones.operate", Role.OPERATOR),
  SCHEDULES_READ("schedules.read", Role.VIEWER),
  SCHEDULES_WRITE("schedules.write", Role.MEMBER),
  FUNCTIONS_READ("functions.read", Role.VIEWER),
  FUNCTIONS_USE("functions.use", Role.MEMBER),
  FUNCTIONS_OPERATE("functions.operate", Role.OPERATOR),
  ROOMS_READ("rooms.read", Role.VIEWER),
  ROOMS_SAY("rooms.say", Role.MEMBER),
  ROOMS_WRITE("rooms.write", Role.MEMBER),
  CHANNELS_READ("channels.read", Role.VIEWER),
  CHANNELS_LINK("channels.link", Role.OPERATOR),
  PEERS_READ("peers.read", Role.VIEWER),
  PEERS_INVITE("peers.invite", Role.OPERATOR),
  PEERS_ROLES("peers.roles", Role.ADMIN),
  KEYS_OWN("keys.own", Role.VIEWER),
  KEYS_ALL("keys.all", Role.OPERATOR),
  WORKSPACE_FREEZE("workspace.freeze", Role.OPERATOR),
  AUDIT_READ("audit.read", Role.OPERATOR);

  private final String word;
  private final Role lowest;

  Permission(String word, Role lowest) {
    this.word = word;
    this.lowest = lowest;
  }

  /// The lowest role that has it.
  public Role lowest() {
    return lowest;
  }

  /// As manifests, errors and documents write it.
  @JsonValue
  public String word() {
    return word;
  }

  /// The permission with that name, if there is one.
  public static Optional<Permission> of(String word) {
    return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
  }
}
