package io.mycelium.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatementTest {
  private static final GatewayOrigin HERE = new GatewayOrigin("https://a.example");

  @Test
  void whatIsDifferentHasDifferentBytes() {
    List<Statement> all =
        List.of(
            new Statement("a", HERE, List.of("b", "c")),
            new Statement("a", HERE, List.of("bc")),
            new Statement("a", HERE, List.of("1:b1:c")),
            new Statement("a", HERE, List.of("b", "c", "")),
            new Statement("b", HERE, List.of("b", "c")),
            new Statement("a", new GatewayOrigin("https://b.example"), List.of("b", "c")));

    assertThat(all.stream().map(said -> new String(said.bytes())).distinct()).hasSize(all.size());
  }
}
