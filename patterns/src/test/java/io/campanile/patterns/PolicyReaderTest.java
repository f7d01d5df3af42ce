package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.Channel;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.Consent;
import io.campanile.patterns.Policy.Holdout;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Then;
import io.campanile.patterns.Policy.Window;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

  @Test
  void readsEverythingThatAPolicyCanSay() {
    Policy policy =
        Samples.policy(
            """
            time-zone: America/New_York
            grace: 4h
            max-defer: 2d
            consent: {email: opt-in, push: opt-out, ads: none}
            channels:
              email: {address: profile.email}
              ads: {}
            quiet-hours:
              - {channels: [sms, push], from: "21:00", to: "09:00"}
              - {channels: [email], from: 02:00, to: 03:15, then: drop}
            caps:
              - {name: daily, channels: [sms], at-most: 1, in: calendar day}
              - {name: weekly, tags: [promotional], at-most: 3, in: 7d, then: defer}
              - {name: one, campaigns: [cart-abandonment], at-most: 2, in: calendar month}
            holdout: {percent: 2.5, salt: spring}
            """);

    assertThat(policy.timeZone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(policy.grace()).isEqualTo(Duration.ofHours(4));
    assertThat(policy.maxDefer()).isEqualTo(Duration.ofDays(2));
    assertThat(policy.consent())
        .isEqualTo(
            Map.of(
                Channel.EMAIL, Consent.OPT_IN,
                Channel.PUSH, Consent.OPT_OUT,
                Channel.ADS, Consent.NONE));
    assertThat(policy.addresses()).containsOnlyKeys(Channel.EMAIL);
    assertThat(policy.quietHours())
        .containsExactly(
            new QuietHours(
                Set.of(Channel.SMS, Channel.PUSH),
                LocalTime.of(21, 0),
                LocalTime.of(9, 0),
                Then.DEFER),
            new QuietHours(
                Set.of(Channel.EMAIL), LocalTime.of(2, 0), LocalTime.of(3, 15), Then.DROP));
    assertThat(policy.caps())
        .containsExactly(
            new Cap(
                "daily",
                Set.of(Channel.SMS),
                Set.of(),
                Set.of(),
                1,
                new Window.Calendar(Window.Period.DAY),
                Then.DROP),
            new Cap(
                "weekly",
                Set.of(),
                Set.of("promotional"),
                Set.of(),
                3,
                new Window.Rolling(Duration.ofDays(7)),
                Then.DEFER),
            new Cap(
                "one",
                Set.of(),
                Set.of(),
                Set.of("cart-abandonment"),
                2,
                new Window.Calendar(Window.Period.MONTH),
                Then.DROP));
    assertThat(policy.holdout()).contains(new Holdout(2.5, "spring"));
  }

  @Test
  void allowsQuietHoursThatLeaveOneMinute() {
    Policy policy =
        Samples.policy(
            """
            quiet-hours:
              - {channels: [sms], from: "12:01", to: "00:00"}
              - {channels: [sms], from: "00:00", to: "12:00"}
            """);

    assertThat(policy.quietHours()).hasSize(2);
  }
}
