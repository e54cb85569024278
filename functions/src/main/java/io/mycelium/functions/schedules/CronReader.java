package io.mycelium.functions.schedules;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Reads cron as Unix has it: minute, hour, day of the month, month, day of the week. Where both
/// days are given, either of them will do.
final class CronReader {
  private static final List<String> FIELDS =
      List.of("minute", "hour", "day of the month", "month", "day of the week");

  private static final Map<String, String> NAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final String NO_REASON = "it is none";

  private CronReader() {}

  /// @param text in lower case, with single spaces
  /// @throws IllegalArgumentException with a sentence that says which field is wrong
  static Cron read(String text) {
    String[] fields = NAMES.getOrDefault(text, text).split(" ", -1);
    if (text.startsWith("@") && fields.length != FIELDS.size()) {
      throw no("'%s' is no name of a time; there are %s.".formatted(text, names()));
    }
    if (fields.length != FIELDS.size()) {
      throw no(
          "'%s' has %d %s; cron has five: %s."
              .formatted(
                  text,
                  fields.length,
                  fields.length == 1 ? "field" : "fields",
                  String.join(", ", FIELDS)));
    }
    for (int i = 0; i < fields.length; i++) {
      check(fields, i);
    }
    return new Cron(
        text,
        ExecutionTime.forCron(parser().parse(String.join(" ", fields))),
        fields[1].equals("*"));
  }

  /// Looks at one field alone, so that it can be named.
  private static void check(String[] fields, int at) {
    String[] alone = Collections.nCopies(FIELDS.size(), "*").toArray(String[]::new);
    alone[at] = fields[at];
    try {
      parser().parse(String.join(" ", alone));
    } catch (IllegalArgumentException e) {
      throw no("The %s cannot be '%s': %s.".formatted(FIELDS.get(at), fields[at], reason(e)));
    }
  }

  private static String reason(IllegalArgumentException e) {
    String message = e.getMessage() == null ? NO_REASON : e.getMessage();
    String cut = message.replace("Failed to parse cron expression. ", "");
    return cut.startsWith("Invalid chars") || cut.startsWith("Invalid expression")
        ? "it takes numbers, '*', ranges, lists and steps"
        : Character.toLowerCase(cut.charAt(0)) + cut.substring(1);
  }

  private static String names() {
    return String.join(", ", NAMES.keySet().stream().sorted().toList());
  }

  private static IllegalArgumentException no(String sentence) {
    return new IllegalArgumentException(sentence + ' ' + Rhythm.EXAMPLES);
  }

  /// Cheap enough to be made anew; it is not said to be safe for many threads.
  private static CronParser parser() {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  }
}
