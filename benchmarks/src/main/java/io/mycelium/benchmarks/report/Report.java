package io.mycelium.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A run: on what, with which settings, and what came out.
public record Report(Map<String, String> machine, List<String> settings, List<Figure> figures) {
  private static final List<String> HEADER =
      List.of("Measured", "Median", "Unit", "Rounds", "Target", "");

  /// The part of it that has to do with some figures.
  Report only(Predicate<Figure> wanted) {
    return new Report(machine, settings, figures.stream().filter(wanted).toList());
  }

  /// A table for a terminal.
  public String table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    figures.forEach(figure -> rows.add(row(figure)));
    int[] widths = new int[HEADER.size()];
    rows.forEach(row -> {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean number = i == 1;
      line.append(
          ("%" + (number ? "" : "-") + Math.max(1, widths[i]) + "s  ").formatted(row.get(i)));
    }
    return line.toString().stripTrailing();
  }

  /// The same in Markdown, with what it was measured on.
  public String markdown() {
    var text = new StringBuilder();
    machine.forEach((what, value) -> text.append("- %s: %s%n".formatted(what, value)));
    settings.forEach(setting -> text.append("- setting: `%s`%n".formatted(setting)));
    text.append("%n| %s |%n|---|---:|---|---|---|---|%n".formatted(String.join(" | ", HEADER)));
    figures.forEach(figure -> text.append("| %s |%n".formatted(String.join(" | ", row(figure)))));
    return text.toString();
  }

  private static List<String> row(Figure figure) {
    return List.of(
        figure.title(),
        Figure.shown(figure.value()),
        figure.unit(),
        figure.range(),
        figure.target(),
        figure.verdict());
  }

  public String json() {
    ObjectNode root = Json.object();
    ObjectNode on = root.putObject("machine");
    machine.forEach(on::put);
    settings.forEach(root.putArray("settings")::add);
    var all = root.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode one = all.addObject();
      one.put("id", figure.id()).put("title", figure.title()).put("unit", figure.unit());
      one.put("value", figure.value());
      figure.rounds().forEach(one.putArray("rounds")::add);
      figure.below().ifPresent(limit -> one.put("below", limit).put("verdict", figure.verdict()));
    }
    return root.toPrettyString();
  }
}
