package io.campanile.jobs.trial;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.customer.CustomerTrial;
import io.campanile.jobs.decide.Holdouts;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Policy.Holdout;
import io.campanile.patterns.cases.Moment;
import io.campanile.patterns.cases.TestCase;
import io.campanile.patterns.cases.TestCase.TestEvent;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test beside a campaign as the engine sees it.
 *
 * @param patterns what is followed: the campaigns of the test, under the whole policy
 * @param customerId whom it happens to, in the holdout or not as the test says
 * @param events what happens
 * @param endMillis event time at which it ends, or {@link JobOptions#RUN_TO_THE_END}
 */
public record Trial(Patterns patterns, String customerId, List<Event> events, long endMillis) {

  private static final Comparator<Campaign> ORDER =
      Comparator.comparingInt(Campaign::priority).reversed().thenComparing(Campaign::name);

  /** One in ten thousand is the smallest holdout; this many names miss it hardly ever. */
  private static final int NAMES_TO_TRY = 1_000_000;

  /**
   * A trial of a test.
   *
   * @param patterns the directory's
   * @param all its campaigns, drafts too
   */
  public static Trial of(Patterns patterns, List<Campaign> all, TestCase test) {
    return of(patterns, all, test, "customer-");
  }

  /**
   * As {@link #of(Patterns, List, TestCase)}.
   *
   * @param names what the customer's name begins with, to tell customers of several tests apart
   */
  public static Trial of(Patterns patterns, List<Campaign> all, TestCase test, String names) {
    String own = test.campaigns().iterator().next();
    List<Campaign> campaigns = new ArrayList<>();
    for (Campaign campaign : all) {
      if (campaign.name().equals(own)) {
        campaigns.add(as(campaign, test.status()));
      } else if (test.campaigns().contains(campaign.name()) && campaign.status() != Status.DRAFT) {
        campaigns.add(campaign);
      }
    }
    campaigns.sort(ORDER);
    ZoneId zone = patterns.policy().timeZone();
    String customer = customer(patterns.policy().holdout(), test.holdout(), names);
    return new Trial(
        new Patterns(
            patterns.release(),
            List.copyOf(campaigns),
            patterns.policy(),
            patterns.traits(),
            patterns.segments()),
        customer,
        events(test, customer, zone),
        test.until()
            .map(moment -> moment.at(test.date(), zone).toEpochMilli())
            .orElse(JobOptions.RUN_TO_THE_END));
  }

  /** What comes of it. */
  public TrialLog run(JobOptions.Engine engine) {
    TrialLog log = new TrialLog();
    CustomerTrial.run(patterns, engine, customerId, events, endMillis, log::happened, log.outbox());
    return log;
  }

  private static Campaign as(Campaign campaign, Status status) {
    return new Campaign(
        campaign.name(),
        campaign.description(),
        campaign.owner(),
        status,
        campaign.campaignClass(),
        campaign.priority(),
        campaign.tags(),
        campaign.trigger(),
        campaign.audience(),
        campaign.repeat(),
        campaign.cancelOn(),
        campaign.actions());
  }

  private static String customer(Optional<Holdout> holdout, boolean heldOut, String names) {
    boolean everyone = holdout.filter(rule -> rule.percent() >= 100).isPresent();
    for (int i = 1; i <= NAMES_TO_TRY && !(everyone && !heldOut); i++) {
      String name = names + i;
      boolean isHeldOut = holdout.filter(rule -> Holdouts.holdsOut(rule, name)).isPresent();
      if (isHeldOut == heldOut) {
        return name;
      }
    }
    // Where all or none are held out, nobody can be otherwise.
    return names + 1;
  }

  private static List<Event> events(TestCase test, String customer, ZoneId zone) {
    List<Event> events = new ArrayList<>();
    if (!test.profile().isEmpty()) {
      Moment beginning = new Moment(1, LocalTime.MIDNIGHT);
      events.add(
          event(
              0,
              new TestEvent(beginning, "", test.profile(), Map.of()),
              beginning.at(test.date(), zone),
              customer));
    }
    for (TestEvent event : test.events()) {
      events.add(event(events.size() + 1, event, event.at().at(test.date(), zone), customer));
    }
    return List.copyOf(events);
  }

  /** Events of the same time are taken in the order of the file, which their ids keep. */
  private static Event event(int number, TestEvent event, Instant at, String customer) {
    boolean says = event.name().isEmpty();
    return new Event(
        "e-%04d".formatted(number),
        says ? EventType.IDENTIFY : EventType.TRACK,
        event.name(),
        customer,
        null,
        at.toEpochMilli(),
        event.properties(),
        event.context());
  }
}
