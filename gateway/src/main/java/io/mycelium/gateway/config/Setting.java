package io.mycelium.gateway.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one setting: the component's name in kebab case is its key.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
  /// The value in use when none is configured, as people write it.
  String standard();

  /// What it does, in one sentence.
  String help();
}
