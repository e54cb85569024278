package io.mycelium.functions.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.functions.Harness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// That a channel follows what becomes of posts: words that change, posts that go, reactions.
class DeliverChangesTest extends DeliverCase {
  private String posted(String words) {
    return Harness.field(mycelium.olga().run("say " + words), "id");
  }

  private void handled(int owed) {
    planned(owed);
    handle();
  }

  @Test
  void otherWordsTakeThePlaceOfTheFirst() {
    String post = posted("one");
    handled(1);
    mycelium.olga().run("post edit " + post + " two");

    handled(1);

    assertThat(wall.texts()).containsExactly("olga: two");
  }

  @Test
  void whatIsRemovedGoesWithAllItsMessages() {
    String post = posted("'one\ntwo\nthree'");
    posted("four");
    handled(2);
    mycelium.olga().confirm("post remove " + post);

    handled(1);

    assertThat(wall.texts()).containsExactly("olga: four");
  }

  @Test
  void whatIsRemovedBeforeItWasShownIsNeverShown() {
    String post = posted("one");
    mycelium.olga().confirm("post remove " + post);

    handled(1);

    assertThat(wall.texts()).isEmpty();
    planned(0);
  }

  @Test
  void whatOthersHangOnStaysAsRemoved() {
    String post = posted("one");
    mycelium.olga().inThread(post).run("say answer");
    handled(2);
    mycelium.olga().confirm("post remove " + post);

    handled(1);

    assertThat(wall.texts()).containsExactly("olga: (removed by olga)", "olga: answer");
  }

  @Test
  void reactionsStandOnTheCopy() {
    String post = posted("one");
    handled(1);
    mycelium.olga().run("post react " + post + " 👍");
    mycelium.join("Ada", Role.MEMBER).run("post react " + post + " 👍");

    handled(1);
    assertThat(wall.texts()).containsExactly("olga: one | 👍 olga, Ada");

    mycelium.olga().run("post react " + post + " 👍 --off");
    handled(1);
    assertThat(wall.texts()).containsExactly("olga: one | 👍 Ada");
    assertThat(wall.answers()).isEmpty();
  }

  @Test
  void aReactionThatWasMadeOnTheCopyIsNotSaidThereAgain() {
    String post = posted("one");
    handled(1);
    react(post, "👍", wall.messages().getFirst().id(), true);

    handled(1);

    assertThat(wall.texts()).containsExactly("olga: one");
    assertThat(wall.writes()).isEqualTo(1);
  }

  private void react(String post, String emoji, String message, boolean on) {
    var options = Json.object().put("post", post).put("emoji", emoji).put("off", !on);
    assertThat(passed("post react", options, message, "react-" + on))
        .isInstanceOf(Reply.Card.class);
  }

  @Test
  void whatWasSaidThereIsAnsweredWithTheEmoji() {
    String post = postOf("m77");
    mycelium.olga().run("post react " + post + " 👍");
    mycelium.olga().run("post react " + post + " 🎉");

    handled(1);
    assertThat(wall.answers()).containsExactly("m77 👍", "m77 🎉");

    mycelium.olga().run("post react " + post + " 👍 --off");
    handled(1);
    assertThat(wall.answers()).containsExactly("m77 🎉");
    assertThat(wall.texts()).as("it stands there already").isEmpty();
  }

  private String postOf(String message) {
    said("from there", message);
    return channels
        .channels()
        .post(new MessageRef(CHANNEL, message))
        .map(PostId::value)
        .orElseThrow();
  }

  @Test
  void whatWasAnsweredThereIsNotAnsweredByUs() {
    String post = postOf("m77");
    react(post, "👍", "m77", true);

    handled(1);

    assertThat(wall.answers()).isEmpty();
    planned(0);
  }

  @Test
  void anEmojiThatNobodyHeardOfIsSetAgain() {
    String post = postOf("m77");
    mycelium.olga().run("post react " + post + " 👍");
    planned(1);
    wall.next(Wall.Fault.SILENT);
    assertThat(handle()).isInstanceOf(Settled.Slower.class);

    handle();

    assertThat(wall.answers()).containsExactly("m77 👍");
    planned(0);
  }

  @Test
  void aPlatformThatWantsToRestIsLeftAloneWithReactionsToo() {
    String post = postOf("m77");
    mycelium.olga().run("post react " + post + " 👍");
    planned(1);
    wall.next(Wall.Fault.LATER);

    assertThat(handle()).isEqualTo(new Settled.Rest(Duration.ofSeconds(7)));

    handle();
    assertThat(wall.answers()).containsExactly("m77 👍");
  }

  @Test
  void pausesOfReactionsGrowOnlyWhileNothingGoesWell() {
    String post = postOf("m77");
    mycelium.olga().run("post react " + post + " 👍");
    mycelium.olga().run("post react " + post + " 🎉");
    planned(1);
    wall.meanwhile(() -> wall.meanwhile(() -> wall.next(Wall.Fault.SILENT)));

    assertThat(handle()).as("one was set").isEqualTo(new Settled.Rest(Duration.ofSeconds(1)));
  }

  @Test
  void aMessageThatIsGoneIsAnsweredNoMore() {
    String post = postOf("m77");
    mycelium.olga().run("post react " + post + " 👍");
    planned(1);
    wall.next(Wall.Fault.GONE);

    handle();

    planned(0);
    assertThat(wall.answers()).isEmpty();
  }

  @Test
  void otherWordsOfWhatWasSaidThereOweItNothing() {
    String post = postOf("m77");
    passed("post edit", Json.object().put("post", post).put("text", "changed"), "m77", "edit");
    say("later");

    handled(1);

    assertThat(wall.texts()).containsExactly("olga: later");
  }
}
