package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.CommandLine;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// More approvals than a page holds.
class ApprovalPagesTest {
  @RegisterExtension
  @Order(2)
  final Yard yard = new Yard();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = yard.harness();

  private Harness.User ada;

  @BeforeEach
  void ask() {
    ada = mycelium.join("Ada", Role.MEMBER);
    Instant start = mycelium.clock().instant();
    for (int i = 1; i <= 120; i++) {
      mycelium.clock().set(start.plusMillis(i / 40));
      ada.run("dig hole-" + i);
    }
  }

  @Test
  void pagesCoverAllThatWaitAlsoThoseOfOneMoment() {
    List<String> seen = numbers("approval list", _ -> {});

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 120).mapToObj(Integer::toString).toList());
  }

  @Test
  void pagesGoOnBehindOneThatWasDecidedMeanwhile() {
    List<String> seen =
        numbers(
            "approval list",
            last -> mycelium.olga().run("approval deny %s 'not now'".formatted(last)));

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 120).mapToObj(Integer::toString).toList());
  }

  @Test
  void whatIsNotThereHasNothingBeforeIt() {
    assertThat(ada.run("approval list --before 999"))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");
  }

  private interface Between {
    void pages(String last);
  }

  private List<String> numbers(String line, Between between) {
    List<String> seen = new ArrayList<>();
    Optional<String> next = Optional.of(line);
    while (next.isPresent()) {
      var page = (Reply.Table) ada.run(next.get());
      page.rows().forEach(row -> seen.add(row.getFirst()));
      next = page.nextPage().map(call -> CommandLine.print(call, list()));
      if (next.isPresent()) {
        between.pages(seen.getLast());
      }
    }
    return seen;
  }

  private io.mycelium.core.command.Command<?> list() {
    return mycelium.catalogue().find("approval list").orElseThrow().command();
  }
}
