package io.mycelium.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What of our files goes to browsers.
class TrimmedTest {
  @Test
  void commentsAndIndentationAreLeftOutAndLinesKeepTheirNumbers() {
    String script =
        """
        // What it is.
        /**
         * What it does.
         */
        export function draw() {
          /** @type {string} */
          const a = "// no comment"; // one behind code
          return `a
            b ${/* inside */ a}`;
        }
        """;

    assertThat(trimmed(script))
        .isEqualTo(
            """




            export function draw() {

            const a = "// no comment"; // one behind code
            return `a
            b ${/* inside */ a}`;
            }
            """);
  }

  @Test
  void codeBehindACommentStays() {
    assertThat(trimmed("/** @type {any} */ (box).focus();\n"))
        .isEqualTo("/** @type {any} */ (box).focus();\n");
  }

  @Test
  void textInOtherScriptsIsTheSameAfterwards() {
    assertThat(trimmed("  content: \"\u00b7 \u05e9\";\n"))
        .isEqualTo("content: \"\u00b7 \u05e9\";\n");
  }

  private static String trimmed(String text) {
    return new String(Trimmed.of(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
