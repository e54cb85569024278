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
  void codeBehindATypeStays() {
    assertThat(trimmed("/** @type {any} */ (box).focus();\n")).isEqualTo("(box).focus();\n");
  }

  @Test
  void aStyleIsWithoutWhatParsersDoNotNeed() {
    String style =
        """
        /* What it is. */
        a:hover,
        b > c {
          --tone: red;
          grid-template:
            "a b" auto
            "c d" 1fr / auto;
          content: "x: {";
        }
        """;

    assertThat(new String(Trimmed.style(bytes(style)), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            a:hover,b > c{--tone:red;grid-template:
            "a b" auto
            "c d" 1fr / auto;content:"x: {"}\
            """);
  }

  @Test
  void textInOtherScriptsIsTheSameAfterwards() {
    assertThat(trimmed("  content: \"\u00b7 \u05e9\";\n"))
        .isEqualTo("content: \"\u00b7 \u05e9\";\n");
  }

  private static String trimmed(String text) {
    return new String(Trimmed.script(bytes(text)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
