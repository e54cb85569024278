package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.util.Locale;

/// A file of a workspace.
record StoredFile(String id, String name, String title, byte[] content, String user) {
  /// @param base where the double serves files, without a slash at the end
  JsonObject described(String base) {
    int dot = name.lastIndexOf('.');
    String type = dot < 0 ? "binary" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    String mediaType =
        switch (type) {
          case "txt", "log" -> "text/plain";
          case "csv" -> "text/csv";
          case "md" -> "text/markdown";
          case "json" -> "application/json";
          case "png" -> "image/png";
          default -> "application/octet-stream";
        };
    String link = base + "/files-pri/" + id + "/" + World.encoded(name);
    return Tree.of(
        "id", id,
        "created", 1_700_000_000,
        "timestamp", 1_700_000_000,
        "name", name,
        "title", title,
        "mimetype", mediaType,
        "filetype", type,
        "pretty_type", type,
        "user", user,
        "mode", "hosted",
        "editable", false,
        "size", content.length,
        "is_external", false,
        "is_public", true,
        "url_private", link,
        "url_private_download", link + "?download=1",
        "permalink", link);
  }
}
