package io.mycelium.functions.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.LossNotice;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.Harness;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What operators are told of changes that Redis lost.
class LossNoticeTest {
  private final Bench bench = new Bench();

  @RegisterExtension final Harness mycelium = Harness.with(bench::feature);

  private void lost(List<EventRecord> events) {
    new LossNotice(new Noticeboard(mycelium.store(), mycelium.ids(), mycelium.clock()))
        .tell(events);
  }

  private List<String> said() {
    return mycelium
        .store()
        .findAll(
            Posts.KIND, mycelium.store().oldest(Posts.of(RoomId.OPERATORS), Long.MIN_VALUE, 100))
        .stream()
        .map(post -> ((Content.Said) post.state().content()).reply())
        .map(reply -> ((Reply.Text) reply).markdown())
        .toList();
  }

  private List<EventRecord> events() {
    return mycelium.events().after("0-0", 1_000);
  }

  @Test
  void itSaysWhatAndWhen() {
    List<EventRecord> events = events();

    lost(events);

    assertThat(said())
        .singleElement()
        .asString()
        .contains("%d are gone".formatted(events.size()), "They concern a peer, ");
  }

  @Test
  void whatManyGatewaysSawIsToldOnce() {
    List<EventRecord> events = events();

    lost(events);
    lost(events);

    assertThat(said()).hasSize(1);
  }

  @Test
  void aLongListIsCut() {
    EventRecord one = events().getFirst();
    List<EventRecord> many =
        Stream.iterate(1L, n -> n + 1)
            .limit(25)
            .map(n ->
                new EventRecord(
                    one.id(),
                    one.schema(),
                    one.type(),
                    one.room(),
                    one.subject(),
                    n,
                    one.actor(),
                    one.request(),
                    one.at(),
                    one.payload()))
            .toList();

    lost(many);

    assertThat(said()).singleElement().asString().contains("and 5 more");
  }
}
