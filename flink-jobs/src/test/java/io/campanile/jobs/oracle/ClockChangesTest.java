package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Days on which clocks are changed, and the edges of windows. */
class ClockChangesTest {

  private static final String SMS = Tale.answer("View", "sms");

  private static String quiet(String zone, String from, String to) {
    return "time-zone: %s\nquiet-hours: [{channels: [sms], from: \"%s\", to: \"%s\"}]\n"
        .formatted(zone, from, to);
  }

  private static String cap(String in, String then) {
    return "time-zone: Europe/London\ncaps: [{name: one, at-most: 1, in: %s, then: %s}]\n"
        .formatted(in, then);
  }

  /** London, 31 March 2024: after 01:00 comes 02:00, at 01:00 UTC. */
  @Test
  void quietHoursThatEndInTheGapEndAsMuchLater() {
    assertThat(
            Tale.of(quiet("Europe/London", "00:30", "01:30"), SMS)
                .at("2024-03-31T01:10Z", "View")
                .at("2024-03-31T01:30Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-03-31T01:10Z c0 until 2024-03-31T01:30Z QUIET_HOURS",
            "2024-03-31T01:30Z c0 sent",
            "2024-03-31T01:30Z c0 sent");
  }

  @Test
  void quietHoursThatBeginInTheGapBeginAsMuchLater() {
    assertThat(
            Tale.of(quiet("Europe/London", "01:30", "04:00"), SMS)
                .at("2024-03-31T01:29Z", "View")
                .at("2024-03-31T01:30Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-03-31T01:29Z c0 sent",
            "2024-03-31T01:30Z c0 until 2024-03-31T03:00Z QUIET_HOURS",
            "2024-03-31T03:00Z c0 sent");
  }

  @Test
  void quietHoursThatTheGapTurnsRoundAreNone() {
    assertThat(
            Tale.of(quiet("Europe/London", "01:30", "02:15"), SMS)
                .at("2024-03-31T01:05Z", "View")
                .at("2024-03-31T01:20Z", "View")
                .at("2024-03-31T01:40Z", "View")
                .thenNothing()
                .decisions())
        .allMatch(decision -> decision.endsWith("sent"))
        .hasSize(3);
  }

  /** London, 27 October 2024: 01:00 to 02:00 comes at 00:00 and again at 01:00 UTC. */
  @Test
  void quietHoursInTheHourThatComesTwiceAreTheFirst() {
    assertThat(
            Tale.of(quiet("Europe/London", "01:15", "01:45"), SMS)
                .at("2024-10-27T00:20Z", "View")
                .at("2024-10-27T01:20Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-10-27T00:20Z c0 until 2024-10-27T00:45Z QUIET_HOURS",
            "2024-10-27T00:45Z c0 sent",
            "2024-10-27T01:20Z c0 sent");
  }

  @Test
  void aNightThatEndsInTheHourThatComesTwiceEndsTheFirstTime() {
    assertThat(
            Tale.of(quiet("Europe/London", "21:00", "01:30"), SMS)
                .at("2024-10-26T22:00Z", "View")
                .at("2024-10-27T01:10Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-10-26T22:00Z c0 until 2024-10-27T00:30Z QUIET_HOURS",
            "2024-10-27T00:30Z c0 sent",
            "2024-10-27T01:10Z c0 sent");
  }

  /** Lord Howe changes by half an hour: after 02:00 comes 02:30, at 15:30 UTC. */
  @Test
  void theGapOfLordHoweIsHalfAnHour() {
    assertThat(
            Tale.of(quiet("Australia/Lord_Howe", "01:00", "02:15"), SMS)
                .at("2024-10-05T15:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-10-05T15:00Z c0 until 2024-10-05T15:45Z QUIET_HOURS",
            "2024-10-05T15:45Z c0 sent");
  }

  /** 01:30 to 02:00 comes at 14:30 and again at 15:00 UTC. */
  @Test
  void theHalfHourThatComesTwiceOnLordHoweMeansTheFirst() {
    assertThat(
            Tale.of(quiet("Australia/Lord_Howe", "01:00", "01:45"), SMS)
                .at("2024-04-06T14:10Z", "View")
                .at("2024-04-06T15:05Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-04-06T14:10Z c0 until 2024-04-06T14:45Z QUIET_HOURS",
            "2024-04-06T14:45Z c0 sent",
            "2024-04-06T15:05Z c0 sent");
  }

  @Test
  void aCalendarDayOf23HoursEndsAtTheNextMidnight() {
    assertThat(
            Tale.of(cap("calendar day", "defer"), SMS)
                .at("2024-03-31T00:30Z", "View")
                .at("2024-03-31T12:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-03-31T00:30Z c0 sent",
            "2024-03-31T12:00Z c0 until 2024-03-31T23:00Z CAPPED one",
            "2024-03-31T23:00Z c0 sent");
  }

  @Test
  void aCalendarWeekBeginsOnMondayBeforeAndAfterTheChange() {
    assertThat(
            Tale.of(cap("calendar week", "defer"), SMS)
                .at("2024-10-20T22:59:59Z", "View")
                .at("2024-10-20T23:00Z", "View")
                .at("2024-10-27T00:30Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-10-20T22:59:59Z c0 sent",
            "2024-10-20T23:00Z c0 sent",
            "2024-10-27T00:30Z c0 until 2024-10-28T00:00Z CAPPED one",
            "2024-10-28T00:00Z c0 sent");
  }

  @Test
  void aCalendarMonthBeginsAtTheCustomersMidnight() {
    assertThat(
            Tale.of(cap("calendar month", "drop"), SMS)
                .at("2024-03-01T00:00Z", "View")
                .at("2024-03-31T22:59Z", "View")
                .at("2024-03-31T23:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-03-01T00:00Z c0 sent",
            "2024-03-31T22:59Z c0 CAPPED one",
            "2024-03-31T23:00Z c0 sent");
  }

  /** In Havana midnight does not exist on 10 March 2024: the day begins at 01:00, 05:00 UTC. */
  @Test
  void aDayWithoutMidnightBeginsAfterTheGap() {
    assertThat(
            Tale.of(cap("calendar day", "defer").replace("Europe/London", "America/Havana"), SMS)
                .at("2024-03-10T04:59Z", "View")
                .at("2024-03-10T04:59:30Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-03-10T04:59Z c0 sent",
            "2024-03-10T04:59:30Z c0 until 2024-03-10T05:00Z CAPPED one",
            "2024-03-10T05:00Z c0 sent");
  }

  @Test
  void aRollingWindowForgetsASendExactlyItsLengthLater() {
    assertThat(
            Tale.of(cap("7d", "drop"), SMS)
                .at("2024-03-28T00:00Z", "View")
                .at("2024-04-03T23:59:59.999Z", "View")
                .at("2024-04-04T00:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-03-28T00:00Z c0 sent",
            "2024-04-03T23:59:59.999Z c0 CAPPED one",
            "2024-04-04T00:00Z c0 sent");
  }
}
