package io.campanile.patterns.cases;

import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.yaml.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one customer, and what comes of it.
 *
 * @param name what it shows
 * @param line where it stands in the file, from 1
 * @param profile what is known of the customer when the first day begins; JSON values
 * @param holdout whether the customer is held out
 * @param status what the campaign is tested as
 * @param campaigns which campaigns run, its own first
 * @param date which date the first day is
 * @param until when it ends; empty for when nothing waits any more
 * @param events in the order of the file
 * @param expected in the order of the file
 * @param expectKey where the key {@code expect} stands in the file
 * @param written where its value stands
 */
public record TestCase(
    String name,
    int line,
    Map<String, @Nullable Object> profile,
    boolean holdout,
    Status status,
    Set<String> campaigns,
    LocalDate date,
    Optional<Moment> until,
    List<TestEvent> events,
    List<Expectation> expected,
    Span expectKey,
    Span written) {

  /** The first day of a test that names no date: a Monday, far from a change of the clocks. */
  public static final LocalDate USUAL_DATE = LocalDate.of(2026, 6, 1);

  /**
   * Something that the customer does, or that is said of the customer.
   *
   * @param at when
   * @param name the event's name, version 2 spelling; empty where something is said
   * @param properties of the event, or what is said; JSON values
   * @param context around the event; JSON values
   */
  public record TestEvent(
      Moment at,
      String name,
      Map<String, @Nullable Object> properties,
      Map<String, @Nullable Object> context) {}
}
