package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.cli.MarkdownPage.Block;
import io.campanile.cli.trial.TestRun;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.customer.Fate;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.model.DecisionRecord;
import io.campanile.patterns.Checked;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Problem;
import io.campanile.patterns.Reading;
import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the docs show works.
 *
 * <p>Every YAML block says behind its fence what it is: a whole {@code campaign}, a {@code
 * campaign-part} that needs some keys more, a {@code broken-campaign} whose messages the next block
 * shows, a {@code policy} (which may be a part), {@code tests} of the campaign before them on the
 * page, which pass, or {@code failing-tests}, which do not, or a {@code config}. Those of the page
 * of problems are {@code broken} and {@code mended}, and its own test looks at them.
 */
class DocsTest {

  private static final Path SHIPPED = Path.of("../patterns");

  /** What tests in the docs go by. */
  private static final String USUAL_POLICY =
      """
      consent: {email: opt-in, sms: opt-in, ads: opt-in}
      channels: {email: {address: profile.email}, sms: {address: profile.phone}, ads: {}}
      """;

  private static final Pattern NAME = Pattern.compile("(?m)^campaign: (\\S+)");
  private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:(\\w+)}");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(?:\\$ )?\\./campanile((?:\\\\\\R|.)*)$");
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  static Stream<Block> yamlBlocks() {
    return MarkdownPage.all().stream().flatMap(page -> page.blocks("yaml").stream());
  }

  static Stream<Block> eventBlocks() {
    return MarkdownPage.all().stream()
        .flatMap(page -> page.blocks("json").stream())
        .filter(block -> block.kind().equals("events"));
  }

  static Stream<Block> shellBlocks() {
    return MarkdownPage.all().stream().flatMap(page -> page.blocks("sh").stream());
  }

  static Stream<MarkdownPage> pages() {
    return MarkdownPage.all().stream();
  }

  @ParameterizedTest
  @MethodSource("yamlBlocks")
  void yamlIsWhatItSaysItIs(Block block) throws IOException {
    String text = block.text();
    switch (block.kind()) {
      case "campaign" -> assertValid(shippedWith(campaignPath(text), text));
      case "campaign-part" -> assertValid(shippedWith("campaigns/sample.yaml", completed(text)));
      case "broken-campaign" -> assertBroken(block);
      case "policy" -> assertValid(shippedWith("policy.yaml", text));
      case "traits" -> assertValid(shippedWith("traits.yaml", text));
      case "segments" -> assertValid(shippedWith("segments.yaml", text));
      case "templates" -> assertValid(shippedWith("templates.yaml", text));
      case "tests" -> assertThat(run(block).failed()).isEmpty();
      case "failing-tests" -> assertThat(run(block).failed()).isNotEmpty();
      case "config" -> assertConfig(text);
      case "broken", "mended" -> assertThat(block.page().toString()).endsWith("problems/README.md");
      default ->
          throw new AssertionError(
              block + ": write behind the fence what it is, such as ```yaml campaign");
    }
  }

  @ParameterizedTest
  @MethodSource("eventBlocks")
  void eventsCanBeRead(Block block) {
    EventReader reader = new EventReader();
    for (String line : block.text().lines().toList()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Ingested read =
          reader.read(
              new RawRecord(bytes, bytes.length, "docs", "docs", 0, 0, RawRecord.NO_ARRIVAL));
      assertThat(read).as(line).isInstanceOf(Ingested.Good.class);
    }
  }

  @ParameterizedTest
  @MethodSource("shellBlocks")
  void commandsExist(Block block) {
    Matcher command = COMMAND.matcher(block.text());
    while (command.find()) {
      String[] arguments = arguments(command.group(1));
      // Throws, and says what is wrong, where an option or a command is not known.
      assertThat(Main.commandLine(new FlinkEngine()).parseArgs(arguments)).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(MarkdownPage page) {
    Set<MarkdownPage> all = Set.copyOf(MarkdownPage.all());
    for (String link : page.links()) {
      Path target = page.target(link);
      assertThat(target).as(page + " links to " + link).exists();
      if (link.contains("#")) {
        String anchor = link.replaceAll(".*#", "");
        assertThat(
                all.stream().filter(other -> other.path().normalize().equals(target.normalize())))
            .as(page + " links to " + link)
            .anySatisfy(other -> assertThat(other.anchors()).contains(anchor));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void operatorsAreToldOfEveryCounter(Fate fate) {
    assertThat(MarkdownPage.of("docs/ops/README.md").text())
        .contains("| `" + fate.metricName() + "` |");
  }

  @ParameterizedTest
  @EnumSource
  void marketersAreToldOfEveryReason(DecisionRecord.Reason reason) {
    assertThat(MarkdownPage.of("docs/marketers/why-not-sent.md").text())
        .contains("| `" + reason.name() + "` |");
  }

  @Test
  void thereIsSomethingToCheck() {
    assertThat(yamlBlocks()).hasSizeGreaterThan(10);
    assertThat(shellBlocks()).hasSizeGreaterThan(5);
    assertThat(eventBlocks()).isNotEmpty();
    assertThat(pages().flatMap(page -> page.links().stream())).hasSizeGreaterThan(20);
  }

  private static String[] arguments(String command) {
    String line = command.replaceAll("\\\\\\R", " ").replaceAll("\\s[#|>&].*", "");
    return ARGUMENT
        .matcher(line)
        .results()
        .map(found -> Stream.of(1, 2, 3).map(found::group).filter(group -> group != null))
        .map(groups -> groups.findFirst().orElseThrow())
        .toArray(String[]::new);
  }

  private static String campaignPath(String text) {
    Matcher name = NAME.matcher(text);
    assertThat(name.find()).as("a whole campaign has a line `campaign: …`").isTrue();
    return "campaigns/" + name.group(1) + ".yaml";
  }

  /** The campaign that these lines are a part of. */
  private static String completed(String part) {
    StringBuilder text = new StringBuilder(part);
    addWhereMissing(text, "campaign: sample");
    addWhereMissing(text, "trigger: {steps: [{event: Product Added, as: added}]}");
    addWhereMissing(text, "actions: [{channel: email, template: sample}]");
    return text.toString();
  }

  private static void addWhereMissing(StringBuilder text, String line) {
    String key = line.substring(0, line.indexOf(':') + 1);
    if (!text.toString().startsWith(key) && !text.toString().contains("\n" + key)) {
      text.append(line).append('\n');
    }
  }

  /**
   * A directory with this file in the place of its own. A policy may speak of the campaigns that
   * ship, and of their tags; a campaign may ask for their traits and segments.
   */
  private static PatternFiles shippedWith(String path, String text) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>(PatternDirectory.read(SHIPPED).texts());
    texts.remove("templates.yaml");
    texts.keySet().removeIf(file -> file.endsWith(".test.yaml"));
    if (!path.equals("policy.yaml")) {
      texts.remove("policy.yaml");
      texts.keySet().removeIf(file -> file.startsWith("campaigns/"));
    }
    if (path.equals("traits.yaml")) {
      // The segments that ship go by the traits that ship.
      texts.remove("segments.yaml");
    }
    texts.put(path, text);
    return new PatternFiles(texts);
  }

  /** Tests are those of the campaign that stands before them on the page. */
  private static TestRun run(Block block) throws IOException {
    Block campaign = block.page().before(block, "campaign");
    String name = campaignPath(campaign.text());
    TreeMap<String, String> texts = new TreeMap<>(shippedWith(name, campaign.text()).texts());
    texts.put(name.replace(".yaml", ".test.yaml"), block.text());
    texts.put("policy.yaml", USUAL_POLICY);
    PatternFiles files = new PatternFiles(texts);
    assertValid(files);
    Checked checked = PatternReader.check(files, Optional.empty());
    TestRun run =
        TestRun.of(
            ((Reading.Valid) checked.reading()).patterns(),
            checked,
            JobOptions.Engine.CEP,
            (file, test) -> true);
    assertThat(run.results()).isNotEmpty();
    return run;
  }

  private static void assertValid(PatternFiles files) {
    Reading reading = PatternReader.read(files);
    if (reading instanceof Reading.Invalid invalid) {
      throw new AssertionError("Expected no problem: " + invalid.problems());
    }
    assertThat(((Reading.Valid) reading).warnings()).isEmpty();
  }

  private static void assertBroken(Block block) throws IOException {
    String shown = block.page().after(block).text();
    Reading reading = PatternReader.read(shippedWith(campaignPath(block.text()), block.text()));
    assertThat(reading).isInstanceOf(Reading.Invalid.class);
    List<Problem> problems = ((Reading.Invalid) reading).problems();
    assertThat(shown).contains(problems.stream().map(Problem::toString).toList());
  }

  private static void assertConfig(String text) {
    Map<String, String> environment = new HashMap<>();
    ENVIRONMENT.matcher(text).results().forEach(found -> environment.put(found.group(1), "x"));
    Problems problems = new Problems();
    assertThat(new LiveConfigReader(problems, new Secrets(environment)).read("docs.yaml", text))
        .as("%s", problems.errors())
        .isPresent();
  }
}
