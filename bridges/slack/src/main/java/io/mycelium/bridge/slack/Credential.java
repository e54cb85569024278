package io.mycelium.bridge.slack;

/// What we prove ourselves with in a workspace, and who we are there.
record Credential(String token, String user, String bot) {
  /// A secret is in it.
  @Override
  public String toString() {
    return user;
  }
}
