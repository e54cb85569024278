package io.mycelium.drone.link;

import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/// Content that comes over a connection which may break: it is asked for from where it broke off.
/// Its digest is checked at its end. For one thread.
final class ResumedContent extends InputStream {
  private static final int TRIES = 5;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(400);

  private final String digest;
  private final LongFunction<HttpResponse<InputStream>> from;
  private final MessageDigest seen = Hashes.sha256();
  private InputStream now;
  private final long size;
  private long place;
  private boolean checked;

  /// @param first the answer to the first request, for all of it
  /// @param from asks for the content from a place on
  ResumedContent(
      String digest,
      HttpResponse<InputStream> first,
      LongFunction<HttpResponse<InputStream>> from) {
    this.digest = digest;
    this.from = from;
    this.now = first.body();
    this.size = first.headers().firstValueAsLong("content-length").orElse(Long.MAX_VALUE);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    for (int tried = 0; ; tried++) {
      try {
        int count = place >= size ? -1 : now.read(into, offset, length);
        if (count < 0 && place < size && size != Long.MAX_VALUE) {
          throw new IOException("the connection ended early");
        }
        return taken(into, offset, count);
      } catch (Broken e) {
        throw e;
      } catch (IOException e) {
        resume(e, tried);
      }
    }
  }

  private int taken(byte[] into, int offset, int count) throws Broken {
    if (count > 0) {
      seen.update(into, offset, count);
      place += count;
    } else if (!checked) {
      checked = true;
      if (!HexFormat.of().formatHex(seen.digest()).equals(digest)) {
        throw new Broken();
      }
    }
    return count;
  }

  private void resume(IOException why, int tried) throws IOException {
    StoreUnavailable away = new StoreUnavailable("The gateway broke off.", why);
    for (int more = tried; more < TRIES; more++) {
      try {
        TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        now.close();
        now = from.apply(place).body();
        return;
      } catch (StoreUnavailable e) {
        away = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new IOException(away);
  }

  @Override
  public void close() throws IOException {
    now.close();
  }

  /// What came is not what was asked for.
  private static final class Broken extends IOException {
    Broken() {
      super("the content is not what its digest says");
    }
  }
}
