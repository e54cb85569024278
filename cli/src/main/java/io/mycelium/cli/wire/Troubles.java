package io.mycelium.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.core.text.PlainText;
import java.io.IOException;

/// What went wrong between here and the gateway, in one sentence each.
public final class Troubles {
  private Troubles() {}

  /// Nothing runs where the data folder says, or the data folder says nothing.
  public static Problem noGateway(DataFolder folder) {
    return Problem.local(
        ExitCode.UNAVAILABLE,
        "no-gateway",
        "No gateway is running on this machine with its data in %s; start one with './mycelium up%s'. Another folder is named by --data or MYCELIUM_DATA, another machine's gateway by MYCELIUM_URL."
            .formatted(
                PlainText.line(folder.path().toString(), 200), PlainText.clean(folder.option())));
  }

  /// The gateway did not answer.
  public static Problem lost(Endpoint gateway, IOException e) {
    if (!(e instanceof Unreached)) {
      return Problem.local(
          ExitCode.UNAVAILABLE,
          "no-answer",
          "The gateway at %s gave no answer that can be read: %s.".formatted(gateway, reason(e)));
    }
    return gateway.named().isPresent()
        ? noGateway(gateway.named().get())
        : Problem.local(
            ExitCode.UNAVAILABLE,
            "unreachable",
            "The gateway at %s cannot be reached: %s.".formatted(gateway, reason(e)));
  }

  /// The gateway refused.
  public static Problem refused(Endpoint gateway, int status, byte[] body) {
    JsonNode document;
    try {
      document = Trees.parse(body);
    } catch (IOException e) {
      document = Trees.object();
    }
    if (Trees.text(document, "detail").isEmpty()) {
      return Problem.local(
          status >= 500 ? ExitCode.UNAVAILABLE : ExitCode.INTERNAL,
          "not-a-gateway",
          "What answers at %s is not a gateway of Mycelium: it answered with status %d."
              .formatted(gateway, status));
    }
    Problem problem = Problem.refused(status, document);
    return status == 401 && !gateway.keySource().isEmpty()
        ? problem.hint("The key came from %s.".formatted(gateway.keySource()))
        : problem;
  }

  private static String reason(IOException e) {
    return switch (e instanceof Unreached && e.getCause() != null ? e.getCause() : e) {
      case java.net.UnknownHostException _ -> "its name is not known";
      case java.net.SocketTimeoutException _ -> "it takes too long";
      case java.net.ConnectException _ -> "nothing listens there";
      case javax.net.ssl.SSLException _ -> "its certificate is not trusted, or it speaks no TLS";
      case Throwable other ->
          other.getMessage() == null ? "the connection broke" : Trees.oneLine(clean(other));
    };
  }

  private static String clean(Throwable e) {
    return PlainText.line(String.valueOf(e.getMessage()), 200);
  }
}
