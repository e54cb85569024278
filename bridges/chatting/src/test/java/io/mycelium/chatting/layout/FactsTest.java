package io.mycelium.chatting.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.text.Span;
import io.mycelium.core.reply.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void anAddressIsALinkAndWhatIsCopiedIsCode() {
    assertThat(value("link", "https://a.example/b")).singleElement().isInstanceOf(Span.Link.class);
    assertThat(value("key", "myc_a_b")).containsExactly(new Span.Code("myc_a_b"));
    assertThat(value("why", "*so*\nit is"))
        .containsExactly(new Span.Words("*so*"), new Span.Break(), new Span.Words("it is"));
  }

  @Test
  void onlyAWholeValueIsATime() {
    assertThat(value("at", " 2026-03-01T10:00:00Z\n"))
        .containsExactly(new Span.Time(Instant.parse("2026-03-01T10:00:00Z"), "2026-03-01 05:00"));
    assertThat(value("why", "at 2026-03-01T10:00:00Z"))
        .containsExactly(new Span.Words("at 2026-03-01T10:00:00Z"));
    assertThat(value("why", "2026-13-01T10:00:00Z"))
        .containsExactly(new Span.Words("2026-13-01T10:00:00Z"));
  }

  private static List<Span> value(String key, String value) {
    return new Facts(ZoneId.of("America/New_York")).of(new Field(key, "Label", value)).value();
  }
}
