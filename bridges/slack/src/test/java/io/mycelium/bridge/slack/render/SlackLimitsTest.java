package io.mycelium.bridge.slack.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlackLimitsTest {
  @Test
  void theLimitsAreSlacks() throws IllegalAccessException {
    Map<String, Integer> limits = new TreeMap<>();
    for (Field limit : Arrays.stream(SlackLimits.class.getFields()).toList()) {
      assertThat(Modifier.isFinal(limit.getModifiers())).isTrue();
      limits.put(limit.getName(), limit.getInt(null));
    }

    assertThat(limits)
        .containsEntry("BLOCKS", 50)
        .containsEntry("SECTION_TEXT", 3_000)
        .containsEntry("FIELDS", 10)
        .containsEntry("FIELD_TEXT", 2_000)
        .containsEntry("HEADER_TEXT", 150)
        .containsEntry("BUTTON_TEXT", 75)
        .containsEntry("BUTTON_VALUE", 2_000)
        .containsEntry("ACTION_ID", 255)
        .containsEntry("BLOCK_ID", 255)
        .containsEntry("ACTIONS", 25)
        .containsEntry("MODAL_TITLE", 24)
        .containsEntry("MODAL_BLOCKS", 100)
        .containsEntry("PRIVATE_METADATA", 3_000)
        .containsEntry("LABEL", 2_000)
        .containsEntry("PLACEHOLDER", 150)
        .containsEntry("INPUT", 3_000)
        .containsEntry("OPTIONS", 100)
        .containsEntry("OPTION_TEXT", 75)
        .containsEntry("TEXT", 4_000)
        .containsEntry("TEXT_HARD", 40_000)
        .containsEntry("COMMANDS", 25);
  }
}
