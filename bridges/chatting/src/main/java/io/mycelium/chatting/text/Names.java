package io.mycelium.chatting.text;

import java.util.Optional;
import java.util.function.Function;

/// What a platform's ids are called in the room, as far as it is known. Names are without a sign in
/// front.
public interface Names {
  Optional<String> person(String id);

  Optional<String> channel(String id);

  /// A role or a user group.
  Optional<String> group(String id);

  /// Knows nobody.
  static Names none() {
    return people(_ -> Optional.empty());
  }

  /// Knows people alone.
  static Names people(Function<String, Optional<String>> known) {
    return new Names() {
      @Override
      public Optional<String> person(String id) {
        return known.apply(id);
      }

      @Override
      public Optional<String> channel(String id) {
        return Optional.empty();
      }

      @Override
      public Optional<String> group(String id) {
        return Optional.empty();
      }
    };
  }
}
