package io.mycelium.bridge.slack;

import com.slack.api.Slack;
import com.slack.api.methods.response.oauth.OAuthV2AccessResponse;
import io.mycelium.core.channel.Installation;
import io.mycelium.core.channel.Installations;
import io.mycelium.core.id.PeerId;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Html;
import io.mycelium.serving.SmallPage;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in a workspace whose people let us in: the end of Slack's OAuth 2, where the browser comes
/// back with a code of Slack's and with the code of the invitation that it set out with. Blocks;
/// call it on virtual threads.
final class Installing {
  private static final Logger LOG = LoggerFactory.getLogger(Installing.class);

  private static final String AGAIN =
      "<p>An operator makes another link with <code>platform join slack</code>.</p>";

  /// What it works with.
  ///
  /// @param landing where Slack sends the browser
  record Parts(
      Slack slack,
      SlackSettings.Client client,
      URI landing,
      Vault vault,
      Installations installations,
      Workspaces workspaces,
      InstantSource clock) {}

  private final Parts has;

  Installing(Parts parts) {
    this.has = parts;
  }

  /// Answers the browser.
  ///
  /// @param state the invitation's code
  /// @param code of Slack's, good once and for ten minutes
  /// @param error why there is none, in Slack's words
  Answer answer(Optional<String> state, Optional<String> code, Optional<String> error) {
    Optional<PeerId> by =
        state.flatMap(invitation -> has.installations().invited(SlackPort.PLATFORM, invitation));
    if (by.isEmpty()) {
      return SmallPage.of(
          410,
          "This link is of no use",
          "<p>It was used before, has expired, or part of it is missing.</p>" + AGAIN);
    }
    if (code.isEmpty()) {
      return SmallPage.of(
          200,
          "Mycelium was not let in",
          "<p>Slack says: <code>%s</code>. The link stays good; open it again to try again.</p>"
              .formatted(Html.escape(error.orElse("no code"))));
    }
    return exchange(state.orElseThrow(), by.get(), code.get());
  }

  private Answer exchange(String invitation, PeerId by, String code) {
    Result<OAuthV2AccessResponse> exchanged =
        new Api(has.slack(), "")
            .call(c ->
                c.oauthV2Access(r ->
                    r.clientId(has.client().id())
                        .clientSecret(has.client().secret())
                        .code(code)
                        .redirectUri(has.landing().toString())));
    return switch (exchanged) {
      case Result.Ok(var access) when access.getTeam() == null -> organisation();
      case Result.Ok(var access) when has.workspaces().isConfigured(access.getTeam().getId()) ->
          configured(access.getTeam().getName());
      case Result.Ok(var access) -> introduce(access, invitation, by);
      case Result.Refused(var why) -> refused(why);
      case Result.Later<?> _, Result.Unknown<?> _ -> away();
    };
  }

  /// Slack tells the bot's id only to the bot.
  private Answer introduce(OAuthV2AccessResponse access, String invitation, PeerId by) {
    String token = access.getAccessToken();
    return switch (new Api(has.slack(), token).self()) {
      case Result.Ok(var me) ->
          keep(
              new Self.Identity(
                  me.getTeamId(), access.getTeam().getName(), me.getUserId(), me.getBotId()),
              token,
              invitation,
              by);
      case Result.Refused(var why) -> refused(why);
      case Result.Later<?> _, Result.Unknown<?> _ -> away();
    };
  }

  private Answer keep(Self.Identity me, String token, String invitation, PeerId by) {
    String sealed = has.vault().seal(me.team(), new Credential(token, me.user(), me.bot()));
    var installation =
        new Installation(
            SlackPort.PLATFORM, me.team(), me.name(), sealed, by, has.clock().instant());
    var refused = has.installations().add(installation, invitation);
    if (refused.isPresent()) {
      return SmallPage.of(
          409,
          "Mycelium could not be let in",
          "<p>%s</p>".formatted(Html.escape(refused.get().message())));
    }
    has.workspaces().refresh();
    LOG.info("the Slack workspace {} has let us in", me.name());
    return SmallPage.of(
        200,
        "Mycelium is in " + me.name(),
        """
        <p>What comes next, in Slack:</p>
        <ol>
          <li>Type <code>/invite @Mycelium</code> in a channel.</li>
          <li>Say who you are: <code>/mycelium account link CODE</code>, with a code from <code>account link</code> where you are known.</li>
          <li>Link the channel: <code>/mycelium channel link ROOM</code>.</li>
        </ol>\
        """);
  }

  private static Answer configured(String name) {
    return SmallPage.of(
        409,
        "Mycelium is in %s already".formatted(name),
        "<p>It is the workspace whose token <code>slack.bot-token-file</code> names.</p>");
  }

  private static Answer organisation() {
    return SmallPage.of(
        409,
        "One workspace at a time",
        "<p>Mycelium cannot be installed for a whole organisation. Open the link again and choose a workspace.</p>");
  }

  private static Answer refused(String why) {
    return SmallPage.of(
        400,
        "Slack did not accept that",
        "<p>It says: <code>%s</code>. Open the link again from the beginning.</p>"
            .formatted(Html.escape(why)));
  }

  private static Answer away() {
    return SmallPage.of(
        503,
        "Not just now",
        "<p>Slack does not answer. Open the link again from the beginning in a moment.</p>");
  }
}
