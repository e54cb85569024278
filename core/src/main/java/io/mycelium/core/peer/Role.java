package io.mycelium.core.peer;

import java.util.Locale;

/// What a peer may do in the workspace. Each role may do all that the one before it may; which is
/// the lowest that has a permission is said in [Permission].
public enum Role {
  /// Looks on.
  VIEWER,
  /// Works: tasks, functions, decisions about others' requests.
  MEMBER,
  /// Keeps the workspace running: people, keys, functions, policy, freeze, audit.
  OPERATOR,
  /// Also gives roles.
  ADMIN;

  public boolean may(Permission permission) {
    return atLeast(permission.lowest());
  }

  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
