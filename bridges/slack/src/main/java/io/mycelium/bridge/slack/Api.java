package io.mycelium.bridge.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.SlackFilesUploadV2Exception;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.util.http.SlackHttpClient;
import io.mycelium.chatting.Pause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls of Slack's Web API with one workspace's token, and what came of them. Blocks; call it on
/// virtual threads.
final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;
  private static final Duration AWAY = Duration.ofSeconds(2);
  private static final Duration LIMITED = Duration.ofSeconds(30);

  /// After which the token has to be looked at by an operator; it may be good again later.
  private static final Duration LOCKED_OUT = Duration.ofSeconds(5);

  private static final int TIMEOUT_MILLIS = 10_000;

  /// For how long a call that somebody waits for is made again.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private static final Set<String> LOCKED =
      Set.of(
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "team_access_not_granted");

  private static final Set<String> FAULTS =
      Set.of("internal_error", "fatal_error", "request_timeout", "service_unavailable");

  /// One call.
  @FunctionalInterface
  interface Call<T> {
    T with(MethodsClient client) throws IOException, SlackApiException;
  }

  private final Slack slack;
  private final String token;
  private final MethodsClient client;

  /// Whether the last call found the token locked out; said once each time.
  private volatile boolean locked;

  /// @param slack from [#client]
  /// @param token of a bot; empty for the few methods that want none
  Api(Slack slack, String token) {
    this.slack = slack;
    this.token = token;
    this.client = slack.methods(token);
  }

  /// What calls Slack, for all workspaces.
  static Slack client(SlackSettings settings) {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(settings.api().toString());
    config.setHttpClientCallTimeoutMillis(TIMEOUT_MILLIS);
    config.setPrettyResponseLoggingEnabled(false);
    return Slack.getInstance(config, new SlackHttpClient(unrepeated(config)));
  }

  /// A client that does not send a call again by itself when the connection ends before the answer:
  /// only we can tell whether that is safe.
  private static OkHttpClient unrepeated(SlackConfig config) {
    return SlackHttpClient.buildOkHttpClient(config)
        .newBuilder()
        .retryOnConnectionFailure(false)
        .build();
  }

  Slack slack() {
    return slack;
  }

  String token() {
    return token;
  }

  <T extends SlackApiTextResponse> Result<T> call(Call<T> call) {
    try {
      T response = call.with(client);
      locked &= !response.isOk();
      return response.isOk() ? new Result.Ok<>(response) : refused(response.getError());
    } catch (SlackApiException e) {
      return failed(e);
    } catch (SlackFilesUploadV2Exception e) {
      return failed(e);
    } catch (ConnectException | UnknownHostException e) {
      return new Result.Later<>(AWAY);
    } catch (IOException e) {
      return new Result.Unknown<>(e.getClass().getSimpleName());
    }
  }

  /// A call that is made again when Slack wants to be left alone for now, for a minute and a half
  /// at most. One that may have been done is not made again.
  <T extends SlackApiTextResponse> Result<T> patiently(Call<T> call) {
    return again(call, false);
  }

  /// The same for a call that changes nothing: no outcome of it keeps it from being made again.
  <T extends SlackApiTextResponse> Result<T> read(Call<T> call) {
    return again(call, true);
  }

  private <T extends SlackApiTextResponse> Result<T> again(Call<T> call, boolean repeatable) {
    long began = System.nanoTime();
    while (true) {
      Result<T> result = call(call);
      Duration pause =
          switch (result) {
            case Result.Later<T>(var wait) when !locked -> wait;
            case Result.Unknown<T> _ when repeatable -> AGAIN;
            case Result.Ok<T> _, Result.Refused<T> _, Result.Later<T> _, Result.Unknown<T> _ ->
                PATIENCE;
          };
      long waited = System.nanoTime() - began;
      if (waited + pause.toNanos() >= PATIENCE.toNanos() || !Pause.over(pause)) {
        return result;
      }
    }
  }

  private <T> Result<T> refused(String code) {
    if (code.equals("ratelimited") || code.equals("rate_limited")) {
      return new Result.Later<>(LIMITED);
    }
    if (FAULTS.contains(code)) {
      return new Result.Unknown<>(code);
    }
    if (LOCKED.contains(code)) {
      if (!locked) {
        LOG.warn("Slack does not accept the bot's token any more ({}); install the app anew", code);
      }
      locked = true;
      return new Result.Later<>(LOCKED_OUT);
    }
    return new Result.Refused<>(code);
  }

  private <T> Result<T> failed(SlackApiException e) {
    int status = e.getResponse().code();
    if (status == TOO_MANY) {
      return new Result.Later<>(
          Optional.ofNullable(e.getResponse().header("Retry-After"))
              .filter(seconds -> seconds.matches("\\d{1,5}"))
              .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))))
              .orElse(LIMITED));
    }
    return status >= SERVER
        ? new Result.Unknown<>("status " + status)
        : new Result.Refused<>("status " + status);
  }

  /// An upload has three steps; the first and the last are answered as any other call.
  private <T> Result<T> failed(SlackFilesUploadV2Exception e) {
    return Stream.<SlackApiTextResponse>concat(
            e.getGetURLResponses().stream(), Stream.ofNullable(e.getCompleteResponse()))
        .filter(step -> !step.isOk())
        .map(SlackApiTextResponse::getError)
        .findFirst()
        .<Result<T>>map(this::refused)
        .orElseGet(() -> new Result.Unknown<>("the content was not taken"));
  }

  /// Whether Slack last refused the token.
  boolean lockedOut() {
    return locked;
  }

  /// Who we are there.
  Result<AuthTestResponse> self() {
    return call(c -> c.authTest(r -> r));
  }
}
