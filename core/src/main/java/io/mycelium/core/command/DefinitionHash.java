package io.mycelium.core.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A digest of what a call was agreed on: name, options, effect, risk, permission and, for a
/// drop-in function, the digest of its package. A call that was kept (an approval, a button) runs
/// only while the command still has the same one.
public record DefinitionHash(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DefinitionHash {}

  static DefinitionHash of(String description) {
    return new DefinitionHash(Digests.fingerprint(description));
  }

  @Override
  public String toString() {
    return value;
  }
}
