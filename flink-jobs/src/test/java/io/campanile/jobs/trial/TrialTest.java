package io.campanile.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.trial.TrialLog.Entry;
import io.campanile.patterns.Checked;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the keys of a test mean. */
class TrialTest {

  private static final String CART =
      """
      campaign: cart
      trigger: {steps: [{event: Product Added}]}
      repeat: always
      actions: [{channel: email, template: cart, if: "!has(profile.quiet) || !profile.quiet"}]
      """;

  @Test
  void whatIsKnownIsKnownWhenTheFirstDayBegins() {
    assertThat(
            run(
                """
                - name: one
                  profile: {quiet: true}
                  events: [{at: "00:00", event: Product Added}]
                  expect: []
                """))
        .containsExactly("identify", "Product Added", "fires cart", "dropped CONDITION_FALSE");
  }

  @Test
  void whatIsSaidLaterHoldsFromThenOn() {
    assertThat(
            run(
                """
                - name: one
                  events:
                    - {at: "10:00", event: Product Added}
                    - {at: "10:00", identify: {quiet: true}}
                    - {at: "10:00", event: Product Added}
                  expect: []
                """))
        .containsExactly(
            "Product Added",
            "fires cart",
            // What is due at a moment happens before the next event of the same moment.
            "sent",
            "identify",
            "Product Added",
            "fires cart",
            "dropped CONDITION_FALSE");
  }

  @Test
  void aTestEndsWhereItSays() {
    assertThat(
            run(
                """
                - name: one
                  until: "2 10:00"
                  events:
                    - {at: "2 10:00", event: Product Added}
                    - {at: "2 10:01", event: Product Added}
                  expect: []
                """))
        .containsExactly("Product Added", "fires cart", "sent");
  }

  @Test
  void nobodyIsHeldOutUnlessTheTestSaysSo() {
    for (int percent : new int[] {1, 50, 99}) {
      String policy = "holdout: {percent: " + percent + ", salt: s}\n";
      String test = "  events: [{at: \"10:00\", event: Product Added}]\n  expect: []\n";
      assertThat(run(policy, CART, "- name: one\n" + test)).endsWith("sent");
      assertThat(run(policy, CART, "- name: one\n  holdout: true\n" + test))
          .endsWith("dropped HOLDOUT");
    }
  }

  @Test
  void aCampaignIsTestedAsIfItWereLiveUnlessTheTestSaysOtherwise() {
    String test = "  events: [{at: \"10:00\", event: Product Added}]\n  expect: []\n";
    for (String status : List.of("live", "shadow", "paused", "draft")) {
      String campaign = CART + "status: " + status + "\n";
      assertThat(run("", campaign, "- name: one\n" + test)).endsWith("sent");
      assertThat(run("", campaign, "- name: one\n  status: shadow\n" + test))
          .endsWith("dropped SHADOW");
      assertThat(run("", campaign, "- name: one\n  status: paused\n" + test))
          .containsExactly("Product Added");
    }
  }

  @Test
  void otherCampaignsRunOnlyWhereTheyAreNamed() {
    String other = CART.replace("cart", "other").replace("email", "sms");
    String test = "  events: [{at: \"10:00\", event: Product Added}]\n  expect: []\n";
    SortedMap<String, String> texts = texts("", CART, "- name: one\n" + test);
    texts.put("campaigns/other.yaml", other);
    assertThat(run(texts)).containsExactly("Product Added", "fires cart", "sent");
    for (String with : List.of("other", "[other]", "all")) {
      texts.put("campaigns/cart.test.yaml", "- name: one\n  with: " + with + "\n" + test);
      assertThat(run(texts))
          .containsExactly("Product Added", "fires cart", "fires other", "sent", "sent");
    }
  }

  @Test
  void daysAreThoseOfThePolicysZoneAlsoWhereTheClocksChange() {
    String campaign =
        """
        campaign: cart
        trigger: {steps: [{event: Product Added}]}
        actions: [{channel: email, template: cart, delay: 24h}]
        """;
    String test =
        """
        - name: one
          date: 2026-03-28
          events: [{at: "10:00", event: Product Added}]
          expect: [{at: "2 11:00", send: email}]
        """;
    SortedMap<String, String> texts = texts("time-zone: Europe/London\n", campaign, test);
    Checked checked = PatternReader.check(new PatternFiles(texts), Optional.empty());
    var patterns = ((Reading.Valid) checked.reading()).patterns();
    var found = checked.tests().get(0).cases().get(0);
    List<Entry> entries =
        Trial.of(patterns, checked.campaigns(), found).run(JobOptions.Engine.CHAIN).entries();
    Entry.Decided decided = (Entry.Decided) entries.get(entries.size() - 1);
    assertThat(decided.decision().decidedAt())
        .isEqualTo(found.expected().get(0).at().at(found.date(), patterns.policy().timeZone()));
  }

  private static List<String> run(String tests) {
    return run("", CART, tests);
  }

  private static List<String> run(String policy, String campaign, String tests) {
    return run(texts(policy, campaign, tests));
  }

  private static SortedMap<String, String> texts(String policy, String campaign, String tests) {
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put("policy.yaml", policy.isEmpty() ? "time-zone: UTC\n" : policy);
    texts.put("campaigns/cart.yaml", campaign);
    texts.put("campaigns/cart.test.yaml", tests);
    return texts;
  }

  private static List<String> run(SortedMap<String, String> texts) {
    Checked checked = PatternReader.check(new PatternFiles(texts), Optional.empty());
    if (checked.reading() instanceof Reading.Invalid invalid) {
      throw new AssertionError(invalid.problems());
    }
    return Trial.of(
            ((Reading.Valid) checked.reading()).patterns(),
            checked.campaigns(),
            checked.tests().get(0).cases().get(0))
        .run(JobOptions.Engine.CEP)
        .entries()
        .stream()
        .map(TrialTest::text)
        .toList();
  }

  private static String text(Entry entry) {
    if (entry instanceof Entry.Happened happened) {
      return happened.event().name().isEmpty() ? "identify" : happened.event().name();
    }
    if (entry instanceof Entry.Fired fired) {
      return "fires " + fired.trigger().campaign();
    }
    var decision = ((Entry.Decided) entry).decision();
    return decision.reason() == null
        ? decision.outcome().name().toLowerCase(Locale.ROOT)
        : decision.outcome().name().toLowerCase(Locale.ROOT) + " " + decision.reason();
  }
}
