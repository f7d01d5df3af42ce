package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import io.campanile.patterns.Campaign.Repeat;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Campaign.Variable;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.WithoutStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternReaderTest {

  @Test
  void fillsInWhatACampaignLeavesOut() {
    Campaign campaign = Samples.campaign("");

    assertThat(campaign.description()).isEmpty();
    assertThat(campaign.owner()).isEmpty();
    assertThat(campaign.status()).isEqualTo(Status.LIVE);
    assertThat(campaign.campaignClass()).isEqualTo(CampaignClass.MARKETING);
    assertThat(campaign.priority()).isEqualTo(50);
    assertThat(campaign.tags()).isEmpty();
    assertThat(campaign.audience()).isNull();
    assertThat(campaign.repeat()).isEqualTo(new Repeat.Every(Duration.ofDays(1)));
    assertThat(campaign.cancelOn()).isEmpty();
    assertThat(campaign.trigger().within()).isEqualTo(Duration.ofDays(30));
    assertThat(campaign.trigger().keyed()).isFalse();
    EventStep step = (EventStep) campaign.trigger().steps().get(0);
    assertThat(step.times()).isEqualTo(1);
    assertThat(step.within()).isNull();
    assertThat(step.filter().where()).isNull();
    assertThat(step.filter().key()).isEqualTo(new EventFilter.Key.Single());
    Campaign.Action action = campaign.actions().get(0);
    assertThat(action.id()).isEqualTo("0");
    assertThat(action.delay()).isEqualTo(Duration.ZERO);
    assertThat(action.expires()).isEmpty();
    assertThat(action.condition()).isNull();
    assertThat(action.variables()).isEmpty();
  }

  @Test
  void whatIsWrongWithACampaignIsNotToldOnceMoreInItsTests() {
    TreeMap<String, String> texts = new TreeMap<>(Samples.cart().texts());
    texts.put(
        "campaigns/cart-abandonment.test.yaml",
        """
        - name: a reminder
          events: [{at: "10:00", event: Product Added}]
          expect: [{at: "11:00", send: email}]
        """);
    texts.computeIfPresent(
        Samples.CART, (path, text) -> text.replace("channel: email", "channel: e-mail"));

    Reading.Invalid invalid = (Reading.Invalid) PatternReader.read(new PatternFiles(texts));
    assertThat(invalid.problems()).extracting(Problem::file).containsExactly(Samples.CART);
  }

  @Test
  void readsEverythingThatACampaignCanSay() {
    Campaign campaign =
        Samples.campaign(
            """
            description: Twice viewed, once added, not bought
            owner: crm@shop.example
            status: shadow
            class: transactional
            priority: 100
            tags: [a, b]
            trigger:
              per: event.product_id
              within: 2w
              steps:
                - {event: [Product Viewed, Cart Viewed], times: 2, as: viewed, where: event.price > 1}
                - {without: Product Removed, per: any}
                - {event: Product Added, within: 45s, per: event.sku, as: added}
                - {without: Order Completed, per: "event.products.map(p, p.product_id)", for: 30m}
            audience: profile.vip
            repeat: never
            actions:
              - id: first
                channel: email
                template: reminder
                delay: 2h
                expires: 7d
                if: added.price > viewed.price && profile.vip
                variables:
                  product: added.product_id
                  name: {value: profile.first_name, default: there}
                  count: {value: profile.count, default: 3}
                  share: {value: profile.share, default: 2.5}
                  vip: {value: profile.vip, default: false}
                  code: {value: profile.code, default: "007"}
            """);

    assertThat(campaign.status()).isEqualTo(Status.SHADOW);
    assertThat(campaign.campaignClass()).isEqualTo(CampaignClass.TRANSACTIONAL);
    assertThat(campaign.priority()).isEqualTo(100);
    assertThat(campaign.tags()).containsExactly("a", "b");
    assertThat(campaign.repeat()).isEqualTo(new Repeat.Never());
    assertThat(String.valueOf(campaign.audience())).isEqualTo("profile.vip");
    Trigger trigger = campaign.trigger();
    assertThat(trigger.within()).isEqualTo(Duration.ofDays(14));
    assertThat(trigger.keyed()).isTrue();
    EventStep viewed = (EventStep) trigger.steps().get(0);
    assertThat(viewed.filter().events()).containsExactly("Product Viewed", "Cart Viewed");
    assertThat(String.valueOf(viewed.filter().where())).isEqualTo("event.price > 1");
    assertThat(viewed.times()).isEqualTo(2);
    assertThat(viewed.as()).isEqualTo("viewed");
    assertThat(keyText(viewed.filter())).isEqualTo("event.product_id");
    WithoutStep removed = (WithoutStep) trigger.steps().get(1);
    assertThat(removed.absence()).isNull();
    assertThat(removed.filter().key()).isEqualTo(new EventFilter.Key.Any());
    EventStep added = (EventStep) trigger.steps().get(2);
    assertThat(added.within()).isEqualTo(Duration.ofSeconds(45));
    assertThat(keyText(added.filter())).isEqualTo("event.sku");
    WithoutStep last = (WithoutStep) trigger.steps().get(3);
    assertThat(last.absence()).isEqualTo(Duration.ofMinutes(30));
    assertThat(keyText(last.filter())).isEqualTo("event.products.map(p, p.product_id)");
    Campaign.Action action = campaign.actions().get(0);
    assertThat(action.id()).isEqualTo("first");
    assertThat(action.channel()).isEqualTo(Channel.EMAIL);
    assertThat(action.template()).isEqualTo("reminder");
    assertThat(action.delay()).isEqualTo(Duration.ofHours(2));
    assertThat(action.expires()).contains(Duration.ofDays(7));
    assertThat(String.valueOf(action.condition()))
        .isEqualTo("added.price > viewed.price && profile.vip");
    assertThat(action.variables())
        .extracting(Variable::name)
        .containsExactly("product", "name", "count", "share", "vip", "code");
    assertThat(action.variables())
        .extracting(Variable::fallback)
        .containsExactly(null, "there", 3L, 2.5, false, "007");
  }

  private static String keyText(EventFilter filter) {
    return ((EventFilter.Key.Of) filter.key()).expression().source();
  }

  @Test
  void aLastWithoutStepCancelsUnlessTheFileSaysOtherwise() {
    String trigger =
        """
        trigger:
          steps:
            - event: Product Added
            - {without: Order Completed, where: event.total > 5, for: 1h}
        """;

    Campaign byDefault = Samples.campaign(trigger);
    Campaign switchedOff = Samples.campaign(trigger + "cancel-on: []\n");
    Campaign other = Samples.campaign(trigger + "cancel-on: [{event: Cart Viewed}]\n");

    assertThat(byDefault.cancelOn()).containsExactly(byDefault.trigger().steps().get(1).filter());
    assertThat(switchedOff.cancelOn()).isEmpty();
    assertThat(other.cancelOn()).hasSize(1);
    assertThat(other.cancelOn().get(0).events()).containsExactly("Cart Viewed");
  }

  @Test
  void takesVersionOneNamesForVersionTwo() {
    Campaign campaign =
        Samples.campaign(
            "trigger: {steps: [{event: Added Product}, {without: Completed Order, for: 1h}]}");

    assertThat(campaign.trigger().steps())
        .extracting(step -> List.copyOf(step.filter().events()))
        .containsExactly(List.of("Product Added"), List.of("Order Completed"));
  }

  @Test
  void readsScalarsAsTheyStand() {
    Campaign campaign =
        Samples.campaign("description: no\nowner: 12:30\nactions: [{channel: sms, template: 007}]");

    assertThat(campaign.description()).isEqualTo("no");
    assertThat(campaign.owner()).isEqualTo("12:30");
    assertThat(campaign.actions().get(0).template()).isEqualTo("007");
  }

  @Test
  void ordersByPriorityAndNameAndLeavesDraftsOut() {
    String rest =
        """
        trigger: {steps: [{event: Product Added}]}
        actions: [{channel: email, template: t}]
        """;
    Map<String, String> campaigns =
        Map.of(
            "b",
            "campaign: b\n",
            "a",
            "campaign: a\n",
            "low",
            "campaign: low\npriority: 1\n",
            "high",
            "campaign: high\npriority: 90\n",
            "draft",
            "campaign: draft\nstatus: draft\n",
            "stopped",
            "campaign: stopped\nstatus: paused\n");
    TreeMap<String, String> texts = new TreeMap<>();
    campaigns.forEach((name, head) -> texts.put("campaigns/" + name + ".yaml", head + rest));

    Patterns patterns = Samples.valid(new PatternFiles(texts)).patterns();

    assertThat(patterns.campaigns())
        .extracting(Campaign::name)
        .containsExactly("high", "a", "b", "stopped", "low");
  }

  @Test
  void checksDraftsAsWell() {
    PatternFiles files =
        Samples.cartWith("campaigns/draft.yaml", "campaign: draft\nstatus: draft\nfoo: 1\n");

    assertThat(PatternReader.read(files)).isInstanceOf(Reading.Invalid.class);
  }

  @Test
  void holdsNothingBackWithoutAPolicy() {
    assertThat(Samples.valid(Samples.cart()).patterns().policy()).isEqualTo(Policy.none());
    assertThat(Samples.policy("# nothing\n")).isEqualTo(Policy.none());
  }

  @Test
  void reportsAllProblemsOfAllFilesByFileAndPlace() {
    TreeMap<String, String> texts = new TreeMap<>(Samples.cart().texts());
    texts.put("policy.yaml", "grace: 6\ntime-zone: nowhere\n");
    texts.put("campaigns/b.yaml", "campaign: b\nstatus: on\n");
    texts.put("campaigns/a.yaml", "campaign: a\n\tx");
    texts.put("campaigns/a.test.yaml", "- name: [\n");

    Reading reading = PatternReader.read(new PatternFiles(texts));

    assertThat(((Reading.Invalid) reading).problems())
        .isSorted()
        .extracting(Problem::file)
        .contains("campaigns/a.test.yaml", "campaigns/a.yaml", "campaigns/b.yaml", "policy.yaml");
  }

  @Test
  void reportsFilesThatItDoesNotKnow() {
    assertProblem("campaigns/late.yml", "", "A campaign's file ends in `.yaml`");
    assertProblem("campaigns/old/late.yaml", "", "stands directly in `campaigns/`");
    assertProblem("polcy.yaml", "", "Did you mean `policy.yaml`?");
  }

  private static void assertProblem(String path, String text, String message) {
    Reading reading = PatternReader.read(Samples.cartWith(path, text));
    assertThat(reading).isInstanceOf(Reading.Invalid.class);
    assertThat(((Reading.Invalid) reading).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.file()).isEqualTo(path))
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }

  @Test
  void readsAFileThatBeginsWithAByteOrderMarkAndEndsItsLinesAsWindowsDoes() {
    String cart = Samples.resource("cart-abandonment.yaml");
    PatternFiles files =
        Samples.cartWith("campaigns/cart-abandonment.yaml", "\uFEFF" + cart.replace("\n", "\r\n"));

    assertThat(Samples.valid(files).patterns().campaigns()).hasSize(1);
  }

  @Test
  void namesTheSameReleaseForTheSameFiles() {
    String release = Samples.valid(Samples.cart()).patterns().release();

    assertThat(release).matches("[0-9a-f]{16}");
    assertThat(release).isEqualTo("c88fd631356b71d5");
    assertThat(releaseWith("campaigns/cart-abandonment.test.yaml", "[]")).isEqualTo(release);
    assertThat(releaseWith("policy.yaml", "grace: 6h\n")).isNotEqualTo(release);
    assertThat(releaseWith("policy.yaml", "grace: 6h\n"))
        .isNotEqualTo(releaseWith("policy.yaml", "grace: 7h\n"));
  }

  private static String releaseWith(String path, String text) {
    return Samples.valid(Samples.cartWith(path, text)).patterns().release();
  }

  @Test
  void readsTheSameInManyThreadsAtOnce() {
    PatternFiles files =
        Samples.cartWith("policy.yaml", "channels: {email: {address: profile.email}}\n");
    Reading expected = PatternReader.read(files);

    assertThat(IntStream.range(0, 32).parallel().mapToObj(i -> PatternReader.read(files)).toList())
        .allMatch(expected::equals);
  }

  @Test
  void givesEqualExpressionsForEqualTexts() {
    String lines = "audience: profile.vip";

    assertThat(Samples.campaign(lines)).isEqualTo(Samples.campaign(lines));
    assertThat(Optional.ofNullable(Samples.campaign(lines).audience())).isPresent();
  }
}
