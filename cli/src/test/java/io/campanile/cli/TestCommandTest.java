package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {

  private static final String CART =
      """
      campaign: cart
      trigger:
        steps:
          - {event: Product Added, as: added}
          - {without: Order Completed, for: 1h}
      actions:
        - {channel: email, template: reminder, variables: {product: added.product_id}}
        - {channel: sms, template: short, delay: 1h}
      """;

  private static final String TESTS =
      """
      # Tests of the cart.
      - name: an email, then a text message
        profile: {phone: "+44", consent: {email: true}}
        events:
          - {at: "10:00", event: Product Added, product_id: p-1}
          - {at: "11:30", event: Product Viewed}
        expect:       # in order
          - {at: "11:00", send: email}   # at once
          - {at: "11:59", send: sms}
          - {at: "12:00", cancelled: sms}
      - name: silent in time
        events:
          - {at: "10:00", event: Product Added, product_id: p-1}
          - {at: "10:30", event: Order Completed}
        expect: []
      """;

  @TempDir private Path directory;

  private final Commands commands = new Commands();
  private Path tests = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Path campaigns = Files.createDirectory(directory.resolve("campaigns"));
    Files.writeString(campaigns.resolve("cart.yaml"), CART);
    Files.writeString(directory.resolve("policy.yaml"), "time-zone: Europe/London\n");
    tests = campaigns.resolve("cart.test.yaml");
    Files.writeString(tests, TESTS);
  }

  @Test
  void tellsAFailingTestAsATimeline() {
    assertThat(commands.run("test", directory)).isEqualTo(ExitCode.WANTING);
    assertThat(commands.out().replaceAll("in [0-9.]+ s", "in 0.1 s"))
        .isEqualTo(
            """
            FAILED an email, then a text message (%s:2)
                00:00  identify          phone=+44 consent={email=true}
                10:00  Product Added     product_id=p-1
                11:00  fires cart
              ✓ 11:00  send email        reminder  product=p-1
                11:30  Product Viewed
              - 11:59  send sms   expected, came at 12:00
              + 12:00  send sms          short   came, not expected
              - 12:00  cancelled sms   expected, was sent: short

            1 of 2 tests of 1 campaign failed, in 0.1 s
            """
                .formatted(tests));
  }

  @Test
  void updatesWhatWasExpectedAndLeavesTheRest() throws IOException {
    assertThat(commands.run("test", directory, "--update")).isEqualTo(ExitCode.DONE);
    assertThat(tests)
        .hasContent(
            TESTS.replace(
                """
                    - {at: "11:59", send: sms}
                    - {at: "12:00", cancelled: sms}
                """
                    .indent(0),
                "    - {at: \"12:00\", send: sms, template: short}\n"));
    assertThat(commands.run("test", directory)).isEqualTo(ExitCode.DONE);
    assertThat(commands.out()).startsWith("2 tests of 1 campaign passed, in ");
  }

  @Test
  void bothEnginesGiveTheSame() throws IOException {
    commands.run("test", directory, "--update");
    for (String engine : new String[] {"cep", "chain"}) {
      assertThat(commands.run("test", directory, "--engine", engine)).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void runsWhatIsChosen() {
    assertThat(commands.run("test", directory, "--filter", "silent")).isEqualTo(ExitCode.DONE);
    assertThat(commands.out()).startsWith("1 test of 1 campaign passed");
    assertThat(commands.run("test", directory, tests)).isEqualTo(ExitCode.WANTING);
    assertThat(commands.run("test", directory, "other.test.yaml")).isEqualTo(ExitCode.USAGE);
    assertThat(commands.err()).contains("other.test.yaml is no file of tests in ");
  }

  @Test
  void refusesAFilterThatChoosesNothing() {
    assertThat(commands.run("test", directory, "--filter", "Silent")).isEqualTo(ExitCode.USAGE);
    assertThat(commands.err()).contains("No test has `Silent` in its name, or in its campaign's");
  }

  @Test
  void doesNotUpdateAndTellResultsAtOnce() {
    Path junit = directory.resolve("results.xml");
    assertThat(commands.run("test", directory, "--update", "--junit", junit))
        .isEqualTo(ExitCode.USAGE);
    assertThat(commands.err()).contains("leave out --junit");
    assertThat(tests).hasContent(TESTS);
  }

  @Test
  void showsWhatPassedWhereThatIsWanted() {
    commands.run("test", directory, "--filter", "silent", "--show");
    assertThat(commands.out())
        .startsWith("passed silent in time (" + tests + ":11)\n    10:00  Product Added");
  }

  @Test
  void writesResultsForBuildServers() throws IOException {
    Path junit = directory.resolve("build/results.xml");
    commands.run("test", directory, "--junit", junit);
    assertThat(junit)
        .content()
        .contains("<testsuite name=\"cart\" tests=\"2\" failures=\"1\"")
        .contains("line=\"11\"")
        .contains("- 11:59  send sms   expected, came at 12:00");
  }

  @Test
  void refusesFilesWithProblems() throws IOException {
    Files.writeString(tests, TESTS.replace("send: sms", "send: smms"));
    assertThat(commands.run("test", directory)).isEqualTo(ExitCode.WANTING);
    assertThat(commands.err()).contains(tests + ":9:27: The channel `smms` is not known.");
  }

  @Test
  void namesCampaignsWithoutATest() throws IOException {
    Files.delete(tests);
    assertThat(commands.run("test", directory)).isEqualTo(ExitCode.DONE);
    assertThat(commands.out()).endsWith("Without a test: cart\n");
  }
}
