package io.mycelium.models;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.mycelium.core.mention.Embedder;
import io.mycelium.core.mention.Embedding;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sentences as vectors, by all-MiniLM-L6-v2 in this process, without a network. The model is
/// loaded by the first sentence, which waits for it; where it cannot be loaded, that is logged once
/// and no sentence has a vector.
public final class MiniLmEmbedder implements Embedder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MiniLmEmbedder.class);

  /// A platform thread: native code on a virtual one would keep its carrier from all others.
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("embeddings").factory());

  private final Supplier<EmbeddingModel> loader;

  /// Touched on the one thread only.
  private Optional<EmbeddingModel> model = Optional.empty();

  private boolean tried;

  /// @param natives a folder of its own, into which libraries of this machine's kind are unpacked
  public MiniLmEmbedder(Path natives) {
    this(() -> {
      // The tokenizer's library tells its makers where it runs, unless it is told not to; and it
      // unpacks into the user's home. It listens to these only.
      System.setProperty("OPT_OUT_TRACKING", "true");
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("DJL_CACHE_DIR", natives.toString());
      return new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    });
  }

  MiniLmEmbedder(Supplier<EmbeddingModel> loader) {
    this.loader = loader;
  }

  @Override
  public Optional<Embedding> of(String sentence) {
    return CompletableFuture.supplyAsync(
            () -> model().map(m -> Embedding.of(m.embed(sentence).content().vector())), thread)
        .join();
  }

  private Optional<EmbeddingModel> model() {
    if (!tried) {
      tried = true;
      model = loaded();
    }
    return model;
  }

  private Optional<EmbeddingModel> loaded() {
    try {
      return Optional.of(loader.get());
    } catch (LinkageError | RuntimeException e) {
      LOG.warn(
          "Sentences cannot be compared on this machine, so mentions have to be command lines: {}",
          e.toString());
      return Optional.empty();
    }
  }

  /// Ends the thread. Sentences that come later are refused by an exception.
  @Override
  public void close() {
    thread.close();
  }
}
