/// Adds up a column of a CSV file by the values of another one.
///
/// A drone gives each option as a variable MYCELIUM_OPTION_NAME. Standard output is the reply, standard error the job's
/// log, where a line "@progress 40 ..." moves the progress; the picture becomes the job's file chart.svg. `java Chart.java`
/// compiles this file and those beside it, in memory.
static final String FILE = "chart.svg";

void main() throws IOException {
  try {
    say("{\"markdown\": %s}".formatted(Plain.inJson(reply())));
  } catch (Refusal refusal) {
    say("{\"error\": %s}".formatted(Plain.inJson(refusal.getMessage())));
    System.exit(1);
  } catch (CharacterCodingException e) {
    say("{\"error\": \"The file is not UTF-8. Save it as CSV in UTF-8 and try again.\"}");
    System.exit(1);
  }
}

String reply() throws IOException {
  Path table = Path.of(option("table", ""));
  String name = table.getFileName().toString();
  progress(5, "Reading " + name);
  try (var reader = Files.newBufferedReader(table)) {
    var csv = new Csv(reader);
    Csv.Row header = csv.row();
    if (header == null) {
      throw new Refusal("The file %s is empty.", Plain.quoted(name));
    }
    int by = column(header, "by", 0);
    int sum = column(header, "sum", -1);
    var rows = new Rows(header, by, sum);
    rows.readAll(csv);
    progress(80, "Drawing");
    return drawn(name, rows);
  }
}

/// The rows of the file, added up once for each way of writing numbers.
class Rows {
  private final Csv.Row header;
  private final int by;
  private final int sum;
  private final Map<Decimal, Totals> totals = new EnumMap<>(Decimal.class);
  private long count;
  private long empty;

  Rows(Csv.Row header, int by, int sum) {
    this.header = header;
    this.by = by;
    this.sum = sum;
    for (Decimal decimal : decimals()) {
      totals.put(decimal, new Totals(decimal));
    }
  }

  void readAll(Csv csv) throws IOException {
    for (Csv.Row row = csv.row(); row != null; row = csv.row()) {
      if (row.cells().size() != header.cells().size()) {
        throw new Refusal("Line %,d has %,d cells, but the first line has %,d.", row.line(), row.cells().size(), header.cells().size());
      }
      String amount = sum < 0 ? "1" : row.cells().get(sum);
      count++;
      empty += amount.isBlank() ? 1 : 0;
      for (Totals each : totals.values()) {
        each.add(row.line(), row.cells().get(by), amount);
      }
      if (count % 200_000 == 0) {
        progress(40, "Read %,d rows".formatted(count));
      }
    }
  }

  /// In the one way of writing numbers that all cells allow.
  Totals totals() {
    List<Totals> fitting = totals.values().stream().filter(Totals::fits).toList();
    if (fitting.isEmpty()) {
      throw totals.values().stream().max(Comparator.comparing(Totals::misfitLine)).orElseThrow().refusal(header.cells().get(sum));
    }
    if (!fitting.getFirst().same(fitting.getLast())) {
      throw new Refusal(
          "The numbers in the column %s can be read in two ways: 1,234 is a thousand to some and little more than one to others. Say --decimal point or --decimal comma.",
          Plain.quoted(header.cells().get(sum)));
    }
    return fitting.getFirst();
  }
}

String drawn(String name, Rows rows) throws IOException {
  Totals totals = rows.totals();
  if (rows.count == 0) {
    throw new Refusal("The file %s has a first line and nothing below it.", Plain.quoted(name));
  }
  String what = rows.sum < 0 ? "rows" : rows.header.cells().get(rows.sum);
  String by = rows.header.cells().get(rows.by);
  var drawing = new Drawing(what + " by " + by, totals.bars(option("order", "amount").equals("name"), top()));
  save(drawing.svg());
  progress(100, "Done");
  var markdown = new StringBuilder();
  markdown.append("**%s by %s**: %s in all, from %,d %s of %s.\n\n".formatted(
      Plain.inMarkdown(what, 60), Plain.inMarkdown(by, 60), drawing.number(totals.all()),
      rows.count, rows.count == 1 ? "row" : "rows", Plain.inMarkdown(name, 80)));
  markdown.append("```\n").append(drawing.text()).append("```\n");
  if (rows.empty > 0) {
    markdown.append("\n%,d %s no amount and %s as 0.\n".formatted(rows.empty, rows.empty == 1 ? "row has" : "rows have", rows.empty == 1 ? "counts" : "count"));
  }
  return markdown.toString();
}

/// Leaves the picture as the job's file, whole or not at all.
void save(String svg) throws IOException {
  Path folder = Path.of(System.getenv().getOrDefault("MYCELIUM_OUT", "."));
  Path unfinished = Files.writeString(folder.resolve("." + FILE), svg);
  Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
}

/// The column that an option names, as it is written or else in other capitals.
int column(Csv.Row header, String option, int standard) {
  String wanted = option(option, "").strip();
  if (wanted.isEmpty()) {
    return standard;
  }
  List<String> names = header.cells().stream().map(String::strip).toList();
  for (int i = 0; i < names.size(); i++) {
    if (names.indexOf(wanted) == i || (!names.contains(wanted) && names.get(i).equalsIgnoreCase(wanted))) {
      return i;
    }
  }
  String known = names.stream().limit(20).map(Plain::quoted).collect(Collectors.joining(", "));
  throw new Refusal("There is no column %s; there are %s.", Plain.quoted(wanted), known);
}

static List<Decimal> decimals() {
  return switch (option("decimal", "auto")) {
    case "point" -> List.of(Decimal.POINT);
    case "comma" -> List.of(Decimal.COMMA);
    default -> List.of(Decimal.values());
  };
}

static int top() {
  return Integer.parseInt(option("top", "12"));
}

static String option(String name, String standard) {
  return System.getenv().getOrDefault("MYCELIUM_OPTION_" + name.toUpperCase(Locale.ROOT), standard);
}

static void progress(int percent, String doing) {
  System.err.println("@progress " + percent + " " + Plain.line(doing, 120));
}

static void say(String json) {
  new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(json);
}
