package io.mycelium.functions.platforms;

import io.mycelium.core.channel.Installation;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import java.util.Optional;

/// A workspace that Mycelium was let into at some time.
///
/// @param installed nothing when it is there no longer; its credential is forgotten then
record InstallationRecord(Optional<Installation> installed) {
  static final Kind<InstallationRecord> KIND = new Kind<>("installation", InstallationRecord.class);

  /// Those it is in, by the time it came.
  static final Index ALL = new Index("installations");

  boolean has(String credential) {
    return installed.filter(one -> one.credential().equals(credential)).isPresent();
  }

  static String id(String platform, String tenant) {
    return platform + '/' + tenant;
  }

  static Subject subject(String platform, String tenant) {
    return new Subject(KIND.name(), id(platform, tenant));
  }

  /// Tells of one without its credential.
  ///
  /// @param name of the workspace; empty when it is not known
  static Event event(String type, String platform, String tenant, String name) {
    var payload = Json.object().put("platform", platform).put("tenant", tenant).put("name", name);
    return new Event(type, Optional.empty(), subject(platform, tenant), payload);
  }
}
