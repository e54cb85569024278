package io.mycelium.core.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The place in a trace from which something was asked for, as [W3C Trace
/// Context](https://www.w3.org/TR/trace-context/) writes it. It is passed on as it came: whoever
/// continues the trace hangs its spans on the caller's.
///
/// @param parent the value of `traceparent` in version 00: 55 characters, lower-case hexadecimal
///   digits and dashes
/// @param state the value of `tracestate`: 1 to [#LONGEST_STATE] printable ASCII characters
public record TraceContext(String parent, Optional<String> state) {
  /// The names of the two as headers of HTTP.
  public static final String PARENT_HEADER = "traceparent";

  public static final String STATE_HEADER = "tracestate";

  /// Their names as variables of a process, as [OpenTelemetry has
  /// them](https://opentelemetry.io/docs/specs/otel/context/env-carriers/).
  public static final String PARENT_VARIABLE = "TRACEPARENT";

  public static final String STATE_VARIABLE = "TRACESTATE";

  /// Both variables.
  public static final Set<String> VARIABLES = Set.of(PARENT_VARIABLE, STATE_VARIABLE);

  /// As much as the standard wants to be passed on at least.
  public static final int LONGEST_STATE = 512;

  /// A member that is longer is the first to go where a state is too long.
  private static final int LONG_MEMBER = 128;

  private static final int MOST_MEMBERS = 32;
  private static final String VERSION = "00";
  private static final String FORBIDDEN_VERSION = "ff";

  /// Later versions may have more behind what this one has.
  private static final Pattern PARENT =
      Pattern.compile(
          "([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final Pattern MEMBER =
      Pattern.compile("[a-z0-9][a-z0-9_*/@-]{0,255}=[\\x20-~&&[^,=]]{0,255}[\\x21-~&&[^,=]]");

  /// @throws IllegalArgumentException when one of them is not of its form
  public TraceContext {
    if (!parent(parent).equals(Optional.of(parent))) {
      throw new IllegalArgumentException("a trace's parent is not of the form of version 00");
    }
    if (!state.equals(state.flatMap(text -> state(List.of(text))))) {
      throw new IllegalArgumentException("a trace's state is not of its form");
    }
  }

  /// Reads what somebody sent. What is malformed is as if it were not there, as the standard asks:
  /// a parent, and then its state too; a state alone. A parent of a later version becomes one of
  /// version 00, with the one flag that all versions share. A state that is too long loses members,
  /// the long ones first, then from its end.
  ///
  /// @param parents the values of all headers `traceparent`; one is right
  /// @param states the values of all headers `tracestate`, in their order
  public static Optional<TraceContext> read(List<String> parents, List<String> states) {
    return parents.size() == 1
        ? parent(parents.getFirst().strip()).map(parent -> new TraceContext(parent, state(states)))
        : Optional.empty();
  }

  private static Optional<String> parent(String given) {
    Matcher parts = PARENT.matcher(given);
    if (!parts.matches() || parts.group(1).equals(FORBIDDEN_VERSION)) {
      return Optional.empty();
    }
    if (parts.group(1).equals(VERSION)) {
      return parts.group(5) == null ? Optional.of(given) : Optional.empty();
    }
    String sampled = Integer.parseInt(parts.group(4), 16) % 2 == 1 ? "01" : "00";
    return Optional.of(String.join("-", VERSION, parts.group(2), parts.group(3), sampled));
  }

  private static Optional<String> state(List<String> given) {
    List<String> members = new ArrayList<>();
    for (String member : String.join(",", given).split(",", -1)) {
      String text = member.strip();
      if (!text.isEmpty()) {
        members.add(text);
      }
    }
    if (members.size() > MOST_MEMBERS
        || !members.stream().allMatch(member -> MEMBER.matcher(member).matches())) {
      return Optional.empty();
    }
    return Optional.of(shortened(members)).filter(text -> !text.isEmpty());
  }

  private static String shortened(List<String> members) {
    String all = String.join(",", members);
    while (all.length() > LONGEST_STATE) {
      members.remove(firstToGo(members));
      all = String.join(",", members);
    }
    return all;
  }

  private static int firstToGo(List<String> members) {
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).length() > LONG_MEMBER) {
        return i;
      }
    }
    return members.size() - 1;
  }

  /// What names the trace, in 32 hexadecimal digits.
  public String traceId() {
    return parent.split("-", -1)[1];
  }

  /// The variables of a process that belongs to it, by their names.
  public Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    variables.put(PARENT_VARIABLE, parent);
    state.ifPresent(text -> variables.put(STATE_VARIABLE, text));
    return variables;
  }
}
