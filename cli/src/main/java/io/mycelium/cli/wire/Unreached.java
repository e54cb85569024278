package io.mycelium.cli.wire;

import java.io.IOException;

/// No connection could be made, so nothing was sent.
public final class Unreached extends IOException {
  Unreached(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
