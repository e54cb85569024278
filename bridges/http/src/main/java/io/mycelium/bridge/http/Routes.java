package io.mycelium.bridge.http;

/// Where things are.
final class Routes {
  static final String COMMANDS = "/api/v1/commands/";
  static final String CATALOG = "/api/v1/catalog";
  static final String EVENTS = "/api/v1/events";
  static final String UPLOAD = "/api/v1/blobs";
  static final String BLOBS = UPLOAD + "/";
  static final String OPENAPI = "/openapi.json";
  static final String HEALTH = "/healthz";
  static final String READY = "/readyz";
  static final String METRICS = "/metrics";

  private Routes() {}
}
