package io.mycelium.functions.peers;

/// A key that was just made, with the one copy of its secret.
record NewKey(ApiKey key, Secret secret) {}
