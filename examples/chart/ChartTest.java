import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Runs the chart as a drone does: options and files in, reply, log and picture out.
final class ChartTest {
  @Retention(RetentionPolicy.RUNTIME)
  @interface Behaviour {}

  private final String classes;
  private final Path folder;
  private final Map<String, String> options = new HashMap<>();
  private final Path temp;

  /// @param classes the folder of classes
  /// @param folder that of the example
  private ChartTest(String classes, Path folder) throws IOException {
    this.classes = classes;
    this.folder = folder;
    temp = Files.createTempDirectory("chart");
  }

  /// @param reply standard output
  /// @param picture empty when there is none
  record Outcome(int code, String reply, String log, String picture) {}

  // what it draws

  @Behaviour
  void amountsAreAddedUpByAnotherColumn() throws Exception {
    option("by", "category").option("sum", "amount");

    Outcome outcome = run(Files.readString(folder.resolve("expenses.csv")));

    equal(0, outcome.code());
    holds(outcome.reply(), "**amount by category**: 2,061.45 in all, from 9 rows of table.csv.", "Hardware     1,129.00  ██████████", "Tea, coffee     40.35  █");
    holds(outcome.picture(), "<title>amount by category</title>", ">1,129.00</text>");
    equal(List.of("@progress 5 Reading table.csv", "@progress 80 Drawing", "@progress 100 Done"), outcome.log().lines().toList());
  }

  @Behaviour
  void rowsAreCountedByTheFirstColumnWithoutOptions() throws Exception {
    Outcome outcome = run("team\nred\nblue\nred\n");

    holds(outcome.reply(), "**rows by team**: 3 in all", "red   2  ███", "blue  1  █");
  }

  @Behaviour
  void barsAreSortedByNameWhereThatIsAsked() throws Exception {
    option("order", "name");

    Outcome outcome = run("month\n2026-02\n2026-01\n2026-02\n");

    inOrder(outcome.reply(), "2026-01", "2026-02");
  }

  @Behaviour
  void whatIsLeftIsOneMoreBar() throws Exception {
    option("top", "2");

    Outcome outcome = run("x\na\na\na\nb\nb\nc\nd\n");

    inOrder(outcome.reply(), "a", "b", "(2 others)  2");
    lacks(outcome.reply(), "\\u000ac ");
  }

  @Behaviour
  void centsAreExact() throws Exception {
    option("sum", "amount");

    Outcome outcome = run("who,amount\n" + "ada,0.10\n".repeat(10_000));

    holds(outcome.reply(), "1,000.00 in all");
  }

  @Behaviour
  void amountsBelowZeroAreDrawnLighter() throws Exception {
    option("sum", "amount");

    Outcome outcome = run("who,amount\nada,10\nbob,-5\ncleo,−1\n");

    holds(outcome.reply(), "bob   -5  ░░░", "cleo  -1  ░", "4 in all");
    holds(outcome.picture(), "class=\"below\"");
  }

  @Behaviour
  void columnIsFoundInOtherCapitalsButAnExactOneFirst() throws Exception {
    option("by", "TEAM").option("sum", "amount");

    holds(run("Team,Amount\nred,2\n").reply(), "Amount by Team");
    holds(run("team,TEAM,amount\nred,blue,2\n").reply(), "blue  2");
  }

  // how files are written

  @Behaviour
  void semicolonsTabsByteMarksAndCarriageReturnsAreUnderstood() throws Exception {
    option("sum", "amount");

    holds(run("\ufeffwho;amount\r\nada;1,50\r\n\r\nbob;2,25\r\n").reply(), "3.75 in all");
    holds(run("who\tamount\nada, bob\t2").reply(), "ada, bob  2");
  }

  @Behaviour
  void quotationMarksHoldSeparatorsLinesAndQuotationMarks() throws Exception {
    Outcome outcome = run("who\n\"a, \"\"b\"\"\nc\"\n");

    holds(outcome.reply(), "a, \\u0022b\\u0022 c  1");
  }

  @Behaviour
  void decimalCommaIsToldByTheColumn() throws Exception {
    option("sum", "amount");

    holds(run("who;amount\nada;1.234,50 €\nbob;€ 1,00\n").reply(), "1,235.50 in all");
    holds(run("who;amount\nada;1,234.50\nbob;1 000.50\n").reply(), "2,235.00 in all");
  }

  @Behaviour
  void numbersThatCanBeReadInTwoWaysAreAskedAbout() throws Exception {
    option("sum", "amount");
    String table = "who;amount\nada;1,234\n";

    refused(run(table), "can be read in two ways", "--decimal comma");
    option("decimal", "comma");
    holds(run(table).reply(), "1.234 in all");
    option("decimal", "point");
    holds(run(table).reply(), "1,234 in all");
  }

  @Behaviour
  void rowWithoutAnAmountIsToldAndCountsAsNothing() throws Exception {
    option("sum", "amount");

    holds(run("who,amount\nada,\nbob,2\n").reply(), "1 row has no amount and counts as 0.", "ada  0", "bob  2");
  }

  // what is refused

  @Behaviour
  void tableThatIsBrokenIsRefusedWithItsLine() throws Exception {
    option("sum", "amount");

    refused(run("who,amount\nada,1\nbob,2,3\n"), "Line 3 has 3 cells, but the first line has 2.");
    refused(run("who,amount\n\"ada\nada\",1\nbob,abc\n"), "Line 4 has \\u0022abc\\u0022 in the column \\u0022amount\\u0022, which is no number.");
    refused(run("who,amount\n\"ada,1\n"), "A quotation mark in line 2 is never closed.");
    refused(run("who,amount\nada,1e999999999\n"), "no number");
    refused(run("who,amount\nada,1\nbob,0x10\n"), "Line 3");
  }

  @Behaviour
  void emptyFileAndHeaderAloneAreRefused() throws Exception {
    refused(run(""), "is empty");
    refused(run("\n\n \n"), "is empty");
    refused(run("who,amount\n"), "nothing below it");
  }

  @Behaviour
  void unknownColumnIsRefusedWithThoseThatThereAre() throws Exception {
    option("by", "--help");

    refused(run("who,amount\nada,1\n"), "There is no column \\u0022--help\\u0022; there are \\u0022who\\u0022, \\u0022amount\\u0022.");
  }

  @Behaviour
  void otherEncodingIsRefused() throws Exception {
    refused(run("who\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)), "not UTF-8");
  }

  @Behaviour
  void tooLongACellTooManyNamesAndCellsAreRefused() throws Exception {
    refused(run("who\n" + "x".repeat(Csv.LONGEST_CELL + 1)), "a cell of more than 100,000 characters");
    refused(run("a" + ",a".repeat(Csv.MOST_CELLS) + "\n"), "more than 1,000 cells");
    String names = String.join("\n", IntStream.rangeClosed(0, Totals.MOST_NAMES).mapToObj(String::valueOf).toList());
    refused(run("who\n" + names), "more than 20,000 different names");
  }

  // what others wrote

  @Behaviour
  void namesActAsNothingButText() throws Exception {
    String hostile = "\"```\n@progress 7 x\n# <script>alert(1)</script>\u001b[2J\u202eevil\u0000\u200b & **b** | [a](javascript:b)\"";

    Outcome outcome = run(hostile + "\n" + hostile + "\n");

    equal(0, outcome.code());
    equal(1L, outcome.reply().lines().count());
    String inFence = outcome.reply().substring(outcome.reply().indexOf("```") + 3);
    equal(1, inFence.split("```", -1).length - 1);
    lacks(outcome.reply() + outcome.picture(), "\u202e", "\u001b", "\\u001b", "\u200b", "\\u0000");
    lacks(outcome.picture(), "<script");
    holds(outcome.picture(), "&lt;script&gt;");
    holds(outcome.reply(), "\\u005c<script\\u005c>");
    equal(3L, outcome.log().lines().count());
  }

  @Behaviour
  void longNamesAreShortenedAndDoNotMerge() throws Exception {
    String one = "x".repeat(300) + "1";
    String two = "x".repeat(300) + "2";

    Outcome outcome = run("who\n" + "y".repeat(10_000) + "\n" + one + "\n" + two + "\n");

    holds(outcome.reply(), "x".repeat(23) + "…  1  ", "3 in all");
    equal(3, outcome.reply().split("█+", -1).length - 1);
    check(outcome.reply().length() < 1_000, "the reply is long");
  }

  @Behaviour
  void fileNameOfAnyKindIsOnlyAName() throws Exception {
    Outcome outcome = run("-rf `id`\n*.csv", "x\n1\n".getBytes(StandardCharsets.UTF_8));

    holds(outcome.reply(), "-rf \\u005c`id\\u005c` \\u005c*.csv.");
    equal("@progress 5 Reading -rf `id` *.csv", outcome.log().lines().findFirst().orElseThrow());
  }

  @Behaviour
  void pictureIsWellFormed() throws Exception {
    option("sum", "n");
    Outcome outcome = run("who,n\n<&\">,1\n']]>,0\nא,2\n");

    var parser = javax.xml.parsers.DocumentBuilderFactory.newInstance();
    parser.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var root = parser.newDocumentBuilder().parse(new org.xml.sax.InputSource(new java.io.StringReader(outcome.picture()))).getDocumentElement();

    equal("svg", root.getTagName());
    equal(4, root.getElementsByTagName("rect").getLength());
  }

  @Behaviour
  void aMillionRowsFitIntoTheMemoryOfAJob() throws Exception {
    option("sum", "n");

    Outcome outcome = run("who,n\n" + "ada,1.5\nbob,2\n".repeat(500_000));

    holds(outcome.reply(), "1,750,000.0 in all, from 1,000,000 rows");
    holds(outcome.log(), "@progress 40 Read 1,000,000 rows");
  }

  @Behaviour
  void runsFromItsSourceFilesAsTheManifestSays() throws Exception {
    Path table = Files.writeString(temp.resolve("table.csv"), "x\n1\n");

    Outcome outcome = outcome(new ProcessBuilder(java(), folder.resolve("Chart.java").toString()), table);

    equal(0, outcome.code());
    holds(outcome.reply(), "**rows by x**");
  }

  // the machinery

  private ChartTest option(String name, String value) {
    options.put("MYCELIUM_OPTION_" + name.toUpperCase(), value);
    return this;
  }

  private Outcome run(String table) throws Exception {
    return run(table.getBytes(StandardCharsets.UTF_8));
  }

  private Outcome run(byte[] table) throws Exception {
    return run("table.csv", table);
  }

  private Outcome run(String name, byte[] table) throws Exception {
    Path file = Files.write(temp.resolve(name), table);
    return outcome(new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classes, "Chart"), file);
  }

  private Outcome outcome(ProcessBuilder program, Path table) throws Exception {
    Path out = Files.createDirectories(temp.resolve("out"));
    Path log = temp.resolve("log");
    Files.deleteIfExists(out.resolve("chart.svg"));
    program.environment().keySet().removeIf(name -> name.startsWith("MYCELIUM"));
    program.environment().putAll(options);
    program.environment().putAll(Map.of("MYCELIUM_OPTION_TABLE", table.toString(), "MYCELIUM_OUT", out.toString(), "LANG", "C.UTF-8", "LC_ALL", "C.UTF-8"));
    Process process = program.redirectError(log.toFile()).start();
    String reply = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    Path picture = out.resolve("chart.svg");
    return new Outcome(code, reply, Files.readString(log), Files.exists(picture) ? Files.readString(picture) : "");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static void refused(Outcome outcome, String... parts) {
    equal(1, outcome.code());
    equal("", outcome.picture());
    check(outcome.reply().startsWith("{\"error\": \""), outcome.reply() + outcome.log());
    holds(outcome.reply(), parts);
  }

  private static void holds(String text, String... parts) {
    for (String part : parts) {
      check(text.contains(part), "<" + text + "> lacks <" + part + ">");
    }
  }

  private static void lacks(String text, String... parts) {
    for (String part : parts) {
      check(!text.contains(part), "<" + text + "> has <" + part + ">");
    }
  }

  private static void inOrder(String text, String... parts) {
    int at = 0;
    for (String part : parts) {
      at = text.indexOf(part, at);
      check(at >= 0, "<" + text + "> lacks <" + part + "> there");
    }
  }

  private static void equal(Object expected, Object found) {
    check(Objects.equals(expected, found), "expected <" + expected + ">, found <" + found + ">");
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new AssertionError(otherwise);
    }
  }

  /// @param arguments the folder of classes, and that of the example
  public static void main(String[] arguments) throws Exception {
    List<String> failed = new ArrayList<>();
    int passed = 0;
    for (Method method : ChartTest.class.getDeclaredMethods()) {
      if (!method.isAnnotationPresent(Behaviour.class)) {
        continue;
      }
      var test = new ChartTest(arguments[0], Path.of(arguments[1]));
      try {
        method.invoke(test);
        passed++;
      } catch (InvocationTargetException e) {
        failed.add(method.getName() + ": " + e.getCause());
      } finally {
        delete(test.temp);
      }
    }
    failed.forEach(System.out::println);
    System.out.printf("%d passed, %d failed%n", passed, failed.size());
    System.exit(failed.isEmpty() && passed > 0 ? 0 : 1);
  }

  private static void delete(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
