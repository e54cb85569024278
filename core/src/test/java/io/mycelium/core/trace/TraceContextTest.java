package io.mycelium.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mycelium.core.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @ParameterizedTest
  @CsvSource({
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, 01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00, 00",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03, 03",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff, ff",
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, 01",
    "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03-and more, 01",
    "fe-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-fe-, 00",
  })
  void parentIsReadAndALaterOneBecomesOneOfVersionZero(String given, String flags) {
    TraceContext trace = read(" " + given + "\t").orElseThrow();

    assertThat(trace.parent()).isEqualTo("00-" + TRACE + "-b7ad6b7169203331-" + flags);
    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.state()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-011",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-B7AD6B7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0A",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c1-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "FE-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more\nlines",
        "cc-00000000000000000000000000000000-b7ad6b7169203331-01",
      })
  void malformedParentIsNone(String given) {
    assertThat(TraceContext.read(List.of(given), List.of("congo=t61"))).isEmpty();
  }

  @Test
  void oneParentIsRightAndNotTwo() {
    assertThat(TraceContext.read(List.of(), List.of("congo=t61"))).isEmpty();
    assertThat(TraceContext.read(List.of(PARENT, PARENT), List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "congo=t61rcWkgMzE|congo=t61rcWkgMzE",
        "rojo=00f067aa0ba902b7,congo=t61|rojo=00f067aa0ba902b7,congo=t61",
        " rojo=1 ,\t congo=2 |rojo=1,congo=2",
        ",rojo=1,,congo=2, |rojo=1,congo=2",
        "a=  b c |a=  b c",
        "1t@v-e_n*d/or=!~|1t@v-e_n*d/or=!~",
      })
  void stateIsReadWithoutBlanksBetweenItsMembers(String given, String read) {
    assertThat(state(given)).contains(read);
  }

  @Test
  void stateOfManyHeadersIsOne() {
    var trace = TraceContext.read(List.of(PARENT), List.of("rojo=1", "", "congo=2,bar=3"));

    assertThat(trace.orElseThrow().state()).contains("rojo=1,congo=2,bar=3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " , ,",
        "congo",
        "congo=",
        "=t61",
        "Congo=t61",
        "co ngo=t61",
        "congo =t61",
        "co.ngo=t61",
        "congo=t=61",
        "congo=t61\u00e4",
        "congo=t\t61",
        "congo=t\u001b[1m",
        "congo=t\n61",
        "congo=t61,rojo",
      })
  void malformedStateIsNoneAndLeavesTheParent(String given) {
    var trace = TraceContext.read(List.of(PARENT), List.of(given));

    assertThat(trace).contains(new TraceContext(PARENT, Optional.empty()));
  }

  @Test
  void keysValuesAndMembersHaveBounds() {
    assertThat(state("k".repeat(256) + "=" + "v".repeat(200))).isPresent();
    assertThat(state("k".repeat(257) + "=v")).isEmpty();
    assertThat(state("k=" + "v".repeat(256))).isPresent();
    assertThat(state("k=" + "v".repeat(257))).isEmpty();
    assertThat(state(members(32))).isPresent();
    assertThat(state(members(33))).isEmpty();
  }

  private static String members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
  }

  @Test
  void stateThatIsTooLongLosesLongMembersAndThenTheLastOnes() {
    String small = String.join(",", Collections.nCopies(6, "small=" + "v".repeat(59)));
    String long1 = "one=" + "v".repeat(125);
    String long2 = "two=" + "v".repeat(125);

    assertThat(state(long1 + "," + small + "," + long2)).contains(small);
    assertThat(state(long1 + "," + long2 + "," + long1 + "," + long2 + ",small=v"))
        .contains(long1 + "," + long2 + "," + long1 + ",small=v");
    assertThat(state(small + ",a=1," + small))
        .hasValueSatisfying(kept ->
            assertThat(kept).startsWith(small + ",a=1,small=").hasSizeLessThanOrEqualTo(512));
  }

  @Test
  void whatIsNotReadCannotBeMade() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceContext("00-1-1-01", Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceContext(PARENT.replaceFirst("00", "cc"), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceContext(PARENT, Optional.of("x")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceContext(PARENT, Optional.of("")));
    assertThatExceptionOfType(Json.Unreadable.class)
        .isThrownBy(() -> Json.read("{\"parent\":\"x\"}", TraceContext.class));
  }

  @Test
  void jsonAndVariablesHaveWhatThereIs() {
    var bare = new TraceContext(PARENT, Optional.empty());
    var whole = new TraceContext(PARENT, Optional.of("congo=t61"));

    assertThat(Json.write(bare)).isEqualTo("{\"parent\":\"%s\"}".formatted(PARENT));
    assertThat(Json.read(Json.write(bare), TraceContext.class)).isEqualTo(bare);
    assertThat(Json.read(Json.write(whole), TraceContext.class)).isEqualTo(whole);
    assertThat(bare.variables()).isEqualTo(Map.of("TRACEPARENT", PARENT));
    assertThat(whole.variables())
        .isEqualTo(Map.of("TRACEPARENT", PARENT, "TRACESTATE", "congo=t61"));
  }

  private static Optional<TraceContext> read(String parent) {
    return TraceContext.read(List.of(parent), List.of());
  }

  private static Optional<String> state(String given) {
    return TraceContext.read(List.of(PARENT), List.of(given)).orElseThrow().state();
  }
}
