package io.mycelium.core.channel;

import java.util.Set;

/// What a platform says of an account at the moment in which it does something.
///
/// @param name for people, as they wrote it; anything
/// @param groups ids and names of the platform's roles or user groups that it is in
public record Profile(String name, Set<String> groups) {
  public Profile {
    groups = Set.copyOf(groups);
  }
}
