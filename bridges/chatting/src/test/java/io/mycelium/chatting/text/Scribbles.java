package io.mycelium.chatting.text;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts that somebody wrote who means no good, the same for the same seed.
public final class Scribbles {
  private static final List<String> PIECES =
      List.of(
          "word",
          "a",
          " ",
          " ",
          " ",
          "\n",
          "\n\n",
          "*",
          "**",
          "_",
          "__",
          "~",
          "~~",
          "`",
          "```",
          "```java\n",
          "\n```\n",
          "<",
          ">",
          "&",
          "|",
          "||",
          "#",
          "\n# ",
          "\n> ",
          "\n- ",
          "\n1. ",
          "\n-# ",
          "\n>>> ",
          "\\",
          "[",
          "]",
          "(",
          ")",
          "](http://evil.example)",
          "@",
          "@everyone",
          "@here",
          "@channel",
          "<!channel>",
          "<!here|x>",
          "<@U12345678>",
          "<@123456789012345678>",
          "<@&42>",
          "<@!42>",
          "<#C1|general>",
          "<#42>",
          "<!subteam^S1>",
          "<:x:1>",
          "<t:1:R>",
          "</go:1>",
          "http://a.example/x_y_z",
          "https://b.example/?q=<b>",
          "javascript:alert(1)",
          "<https://c.example|d>",
          "&lt;!channel&gt;",
          "&amp;",
          ":tada:",
          "é",
          "😀",
          "👩‍🚀",
          "漢字",
          "12",
          "=",
          "\n===\n",
          "\n---\n",
          "\t",
          "|a|b|\n|-|-|\n|c|d|\n",
          "!",
          ".",
          "snake_case");

  private Scribbles() {}

  /// @param pieces how many it is made of at most
  public static String of(long seed, int pieces) {
    var random = new Random(seed);
    return IntStream.range(0, 1 + random.nextInt(pieces))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  /// The text without blanks of any kind, seen or not: what a reader reads.
  public static String letters(String text) {
    return text.replaceAll("[\\s\\u200b\\p{Z}]+", "");
  }
}
