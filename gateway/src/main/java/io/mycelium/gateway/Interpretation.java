package io.mycelium.gateway;

import io.mycelium.core.mention.Embedder;
import io.mycelium.core.mention.Interpreter;
import io.mycelium.core.mention.LanguageModel;
import io.mycelium.gateway.config.Configuration;
import io.mycelium.models.MiniLmEmbedder;
import io.mycelium.models.ModelAccess;
import io.mycelium.models.Models;
import java.net.URI;
import java.nio.file.Path;

/// What reads free text, as it is configured.
final class Interpretation {
  private Interpretation() {}

  /// Loads nothing and asks nobody yet.
  ///
  /// @param natives a folder for unpacked libraries
  /// @throws StartFailure when the provider's key cannot be read
  static Interpreter start(Configuration.Models models, Path natives, Shutdown shutdown) {
    return new Interpreter(embedder(models, natives, shutdown), model(models));
  }

  private static Embedder embedder(Configuration.Models models, Path natives, Shutdown shutdown) {
    if (!models.sentences()) {
      return Embedder.NONE;
    }
    var embedder = new MiniLmEmbedder(natives);
    shutdown.then(embedder);
    return embedder;
  }

  private static LanguageModel model(Configuration.Models models) {
    return switch (models.provider()) {
      case NONE -> LanguageModel.NONE;
      case OPENAI -> Models.openAi(access(models));
      case ANTHROPIC -> Models.anthropic(access(models));
    };
  }

  private static ModelAccess access(Configuration.Models models) {
    return new ModelAccess(URI.create(models.url()), models.name(), key(models), models.timeout());
  }

  /// A server of one's own may want none, but the libraries want some text.
  private static String key(Configuration.Models models) {
    return SecretFile.read("models.key-file", models.keyFile()).orElse("none");
  }
}
