package io.mycelium.redis.blobs;

import io.lettuce.core.SetArgs;
import io.mycelium.core.command.Digests;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.FewTries;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Blobs in pieces of 256 KiB: never more of one is in memory, neither here nor on the wire.
///
/// An upload has a hash of its own, in a slot of its own, which dies soon when the upload stops
/// half way. A pointer by digest makes it a blob. The pieces outlive the pointer, so that what was
/// opened can be read to its end. Thread-safe.
public final class RedisBlobs implements Blobs {
  static final int PIECE = 256 * 1024;

  private static final Duration UPLOAD = Duration.ofMinutes(5);
  private static final Duration READING = Duration.ofMinutes(10);
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private static final Script<Long> PUT =
      Script.load(RedisBlobs.class, "blobs/put", ScriptResult.LONG);
  private static final Script<Optional<byte[]>> READ =
      Script.load(RedisBlobs.class, "blobs/piece", ScriptResult.BYTES);
  private static final Script<Long> RENEW =
      Script.load(RedisBlobs.class, "blobs/renew", ScriptResult.LONG);

  private final StoreConnection store;
  private final KeySpace keys;
  private final Duration upload;

  public RedisBlobs(Redis redis, KeySpace keys) {
    this(redis, keys, UPLOAD);
  }

  /// Opens the blobs of a workspace.
  ///
  /// @param upload how long an upload may pause before it is thrown away
  RedisBlobs(Redis redis, KeySpace keys, Duration upload) {
    this.store = new StoreConnection(redis.shared());
    this.keys = keys;
    this.upload = upload;
  }

  /// Where a blob's pieces are.
  private record Pointer(String upload, long size) {
    int pieces() {
      return (int) Math.max(1, Math.ceilDiv(size, PIECE));
    }
  }

  @Override
  public BlobRef store(InputStream content, Duration life) {
    String id = UUID.randomUUID().toString();
    boolean kept = false;
    try {
      BlobRef blob = upload(id, content);
      kept = keep(blob.digest(), life).isEmpty() && published(id, blob, life);
      return blob;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!kept) {
        discard(id);
      }
    }
  }

  /// Renews the pieces first: a pointer must not outlive them.
  @Override
  public Optional<BlobRef> keep(String digest, Duration life) {
    return pointer(digest)
        .filter(known -> renew(pieces(known.upload()), life.plus(READING)))
        .filter(known -> renew(pointerKey(digest), life))
        .map(known -> new BlobRef(digest, known.size()));
  }

  private BlobRef upload(String id, InputStream content) throws IOException {
    MessageDigest digest = Digests.sha256();
    long size = 0;
    int number = 0;
    byte[] piece;
    do {
      piece = content.readNBytes(PIECE);
      if (piece.length == 0 && number > 0) {
        break;
      }
      size += piece.length;
      if (size > MAX_SIZE) {
        throw new TooLarge();
      }
      digest.update(piece);
      put(id, number++, piece);
    } while (piece.length == PIECE);
    return new BlobRef(HexFormat.of().formatHex(digest.digest()), size);
  }

  /// A piece that did not arrive for sure is sent again, and the others are not.
  private void put(String id, int number, byte[] piece) {
    FewTries.of(() -> run(PUT, ScriptInput.keys(pieces(id)).arg(number).arg(piece).arg(upload)));
  }

  /// Makes an upload the blob, unless another one of the same content was quicker.
  private boolean published(String id, BlobRef blob, Duration life) {
    if (!renew(pieces(id), life.plus(READING))) {
      throw new StoreUnavailable(
          "the upload was slower than Redis keeps it", new IllegalStateException(id));
    }
    String pointer = Json.write(new Pointer(id, blob.size()));
    point(blob, pointer, SetArgs.Builder.px(life).nx());
    boolean other =
        pointer(blob.digest()).filter(found -> !found.upload().equals(id)).isPresent()
            && keep(blob.digest(), life).isPresent();
    if (!other) {
      // Also when the other one has just gone.
      point(blob, pointer, SetArgs.Builder.px(life));
    }
    return !other;
  }

  private void point(BlobRef blob, String pointer, SetArgs how) {
    store.write(commands -> commands.set(pointerKey(blob.digest()), pointer, how));
  }

  private boolean renew(String key, Duration life) {
    return run(RENEW, ScriptInput.keys(key).arg(life)) == 1;
  }

  /// An upload that cannot be removed now goes by itself.
  private void discard(String id) {
    try {
      store.write(commands -> commands.unlink(pieces(id)));
    } catch (StoreUnavailable e) {
      // What led here is told, or will be by the next call.
    }
  }

  @Override
  public Optional<InputStream> open(String digest) {
    return pointer(digest)
        .map(found ->
            new PieceStream(
                digest,
                found.pieces(),
                number -> run(READ, ScriptInput.keys(pieces(found.upload())).arg(number))));
  }

  @Override
  public Optional<BlobRef> find(String digest) {
    return pointer(digest).map(found -> new BlobRef(digest, found.size()));
  }

  private Optional<Pointer> pointer(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(store.read(commands -> commands.get(pointerKey(digest))))
        .map(json -> Json.read(json, Pointer.class));
  }

  private String pointerKey(String digest) {
    return keys.blob(digest, "pointer");
  }

  private String pieces(String upload) {
    return keys.blob(upload, "pieces");
  }

  private <T> T run(Script<T> script, ScriptInput input) {
    return store.run(script, input);
  }
}
