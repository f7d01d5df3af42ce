package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.customer.Fate;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.ActionRecord;
import io.campanile.model.CampaignClass;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.Event;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Policy;
import io.campanile.patterns.Policy.Cap;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What was promised to customers, counted from the records and the events alone. */
class DecisionsKeepTheirPromisesTest {

  private static final int TRIES = 120;
  private static final Detector CHAIN = new ChainDetector();
  private static final Set<Outcome> ENDS =
      EnumSet.of(Outcome.SENT, Outcome.DROPPED, Outcome.CANCELLED);
  private static final Set<Reason> FOR_MARKETING_ALONE =
      EnumSet.of(Reason.HOLDOUT, Reason.NO_CONSENT, Reason.QUIET_HOURS, Reason.CAPPED);

  @Provide
  Arbitrary<World> worlds() {
    return Worlds.upTo(60);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void noCapIsEverExceeded(@ForAll("worlds") World world) {
    List<ActionRecord> marketing = marketing(run(world).actions());
    for (int i = 0; i < marketing.size(); i++) {
      ActionRecord last = marketing.get(i);
      for (Cap cap : world.patterns().policy().caps()) {
        if (covers(cap, last, world)) {
          List<Long> sends =
              marketing.subList(0, i + 1).stream()
                  .filter(sent -> covers(cap, sent, world))
                  .map(sent -> sent.decidedAt().toEpochMilli())
                  .toList();
          long used =
              NaiveClock.used(
                  cap, ZoneId.of(last.timezone()), sends, last.decidedAt().toEpochMilli());
          assertThat(used).as("%s at %s", cap, last).isLessThanOrEqualTo(cap.atMost());
        }
      }
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void nothingMarketingIsSentWithoutConsent(@ForAll("worlds") World world) {
    Policy policy = world.patterns().policy();
    for (ActionRecord action : marketing(run(world).actions())) {
      assertThat(profilesAt(world, action.decidedAt()))
          .as("consent for %s", action)
          .anyMatch(profile -> NaiveDecider.consents(policy, profile, action.channel()));
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void nothingMarketingIsSentInQuietHours(@ForAll("worlds") World world) {
    Policy policy = world.patterns().policy();
    for (ActionRecord action : marketing(run(world).actions())) {
      long sentMillis = action.decidedAt().toEpochMilli();
      assertThat(profilesAt(world, action.decidedAt()))
          .as("a zone in which it is not quiet for %s", action)
          .anyMatch(
              profile ->
                  policy.quietHours().stream()
                      .filter(quiet -> quiet.channels().contains(action.channel()))
                      .allMatch(
                          quiet ->
                              NaiveClock.quietUntil(
                                      quiet, profile.zone(policy.timeZone()), sentMillis)
                                  .isEmpty()));
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void lowerPriorityNeverTakesTheLastPlace(@ForAll("worlds") World world) {
    CustomerRun run = run(world);
    // Those that were waiting already: all of them came up together.
    List<DecisionRecord> known =
        run.decisions().stream()
            .filter(
                d ->
                    run.triggers().stream()
                        .anyMatch(
                            t ->
                                t.triggerId().equals(d.triggerId())
                                    && t.firedAt().isBefore(d.decidedAt())))
            .toList();
    for (DecisionRecord loser : known) {
      for (DecisionRecord winner : known) {
        if (loser.reason() == Reason.CAPPED
            && winner.outcome() == Outcome.SENT
            && loser.decidedAt().equals(winner.decidedAt())
            && world.campaign(winner.campaign()).campaignClass() == CampaignClass.MARKETING
            && covers(capOf(loser, world), winner, world)) {
          assertThat(world.campaign(winner.campaign()).priority())
              .as("%s took the place of %s", winner, loser)
              .isGreaterThanOrEqualTo(world.campaign(loser.campaign()).priority());
        }
      }
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void transactionalIsExempt(@ForAll("worlds") World world) {
    assertThat(run(world).decisions())
        .noneMatch(
            d ->
                world.campaign(d.campaign()).campaignClass() == CampaignClass.TRANSACTIONAL
                    && d.reason() != null
                    && FOR_MARKETING_ALONE.contains(d.reason()));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void everyActionEndsOnceOrWaits(@ForAll("worlds") World world) {
    CustomerRun run = run(world);
    long scheduled =
        run.triggers().stream()
            .filter(trigger -> trigger.outcome() == TriggerRecord.Outcome.ACCEPTED)
            .mapToLong(trigger -> world.campaign(trigger.campaign()).actions().size())
            .sum();
    List<String> ended =
        run.decisions().stream()
            .filter(decision -> ENDS.contains(decision.outcome()))
            .map(DecisionRecord::actionId)
            .toList();
    assertThat(ended).doesNotHaveDuplicates();
    assertThat(ended.size() + run.waiting()).isEqualTo(scheduled);
    assertThat(run.count(Fate.ACTIONS_SCHEDULED)).isEqualTo(scheduled);
    assertThat(
            run.count(Fate.ACTIONS_SENT)
                + run.count(Fate.ACTIONS_DROPPED)
                + run.count(Fate.ACTIONS_CANCELLED)
                + run.waiting())
        .isEqualTo(scheduled);
    assertThat(run.count(Fate.TRIGGERS_ACCEPTED) + run.count(Fate.TRIGGERS_SUPPRESSED))
        .isEqualTo(run.triggers().size());
    assertThat(run.count(Fate.EVENTS_USED) + run.count(Fate.EVENTS_DUPLICATE))
        .isEqualTo(world.events().stream().filter(e -> e.timeMillis() <= world.until()).count());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void whatIsSentIsRecordedAndWhatIsOnlyWatchedIsNot(@ForAll("worlds") World world) {
    CustomerRun run = run(world);
    assertThat(run.actions().stream().map(ActionRecord::actionId))
        .containsExactlyElementsOf(
            run.decisions().stream()
                .filter(decision -> decision.outcome() == Outcome.SENT)
                .map(DecisionRecord::actionId)
                .toList());
    assertThat(run.actions())
        .allMatch(a -> world.campaign(a.campaign().name()).status() == Status.LIVE);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void timeOnlyGoesForward(@ForAll("worlds") World world) {
    CustomerRun run = run(world);
    assertThat(run.triggers().stream().map(TriggerRecord::firedAt).toList()).isSorted();
    assertThat(run.decisions().stream().map(DecisionRecord::decidedAt).toList()).isSorted();
    assertThat(run.decisions())
        .allMatch(d -> d.until() == null || d.until().isAfter(d.decidedAt()))
        .allMatch(d -> d.outcome() == Outcome.CANCELLED || !d.decidedAt().isBefore(d.dueAt()));
  }

  private static CustomerRun run(World world) {
    return EngineIsRightTest.run(world, CHAIN, List.of());
  }

  private static List<ActionRecord> marketing(List<ActionRecord> actions) {
    return actions.stream().filter(a -> a.campaignClass() == CampaignClass.MARKETING).toList();
  }

  private static boolean covers(Cap cap, ActionRecord action, World world) {
    return NaiveDecider.covers(cap, world.campaign(action.campaign().name()), action.channel());
  }

  private static boolean covers(Cap cap, DecisionRecord d, World world) {
    return NaiveDecider.covers(cap, world.campaign(d.campaign()), d.channel());
  }

  private static Cap capOf(DecisionRecord capped, World world) {
    return world.patterns().policy().caps().stream()
        .filter(cap -> cap.name().equals(capped.rule()))
        .findFirst()
        .orElseThrow();
  }

  /** The profiles that a decision at this moment may have seen: after each event of that time. */
  private static List<NaiveProfile> profilesAt(World world, Instant moment) {
    List<Event> before = new ArrayList<>();
    List<NaiveProfile> profiles = new ArrayList<>();
    Map<String, Long> ids = new HashMap<>();
    for (Event event : world.events()) {
      Long first = ids.get(event.messageId());
      boolean again = first != null && event.timeMillis() - first < NaiveEngine.DEDUPE_MILLIS;
      if (!again && event.timeMillis() <= moment.toEpochMilli()) {
        ids.put(event.messageId(), event.timeMillis());
        if (event.timeMillis() == moment.toEpochMilli()) {
          profiles.add(NaiveProfile.after(before));
        }
        before.add(event);
      }
    }
    profiles.add(NaiveProfile.after(before));
    return profiles;
  }
}
