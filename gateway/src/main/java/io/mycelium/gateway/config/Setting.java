package io.mycelium.gateway.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one setting: the component's name in kebab case is its key. All values are given as
/// people write them.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
  /// The value in use when none is configured.
  String standard();

  /// The least that is allowed; for numbers, sizes and durations, each of which has one.
  String min() default "";

  /// The most that is allowed; see [#min()].
  String max() default "";

  /// The form of a text.
  Form form() default Form.ANY;

  /// What it does, in one sentence.
  String help();
}
