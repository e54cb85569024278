package io.mycelium.core.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Bounds an option, inclusive: the value of a whole number, the length of a text in characters,
/// the seconds of a duration.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {
  long min() default 0;

  long max();
}
