package io.campanile.jobs.oracle;

import static io.campanile.jobs.oracle.Tale.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.Check;
import io.campanile.model.DecisionRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from those who send: consent that is taken back, addresses that do not exist. */
class FeedbackTest {

  private static final String POLICY =
      """
      consent: {email: opt-in, sms: opt-in, push: opt-out}
      channels:
        email: {address: profile.email}
        sms: {address: profile.phone}
        push: {address: profile.push_token}
      """;
  private static final Map<String, @Nullable Object> KNOWN =
      Map.of(
          "email",
          "ann@shop.example",
          "phone",
          "+447700900123",
          "push_token",
          "t-1",
          "consent",
          Map.of("email", true, "sms", true));

  private static Tale ann(String channel) {
    return Tale.of(POLICY, answer("Ping", channel)).identify("2026-03-01T08:00Z", KNOWN);
  }

  private static Map<String, @Nullable Object> email(String address) {
    return Map.of("email", address);
  }

  private static String fate(Tale tale) {
    String last = tale.decisions().get(tale.decisions().size() - 1);
    return last.replaceAll("^\\S+ c0 ", "");
  }

  private static Check failed(Tale tale) {
    DecisionRecord last = tale.records().get(tale.records().size() - 1);
    return last.trace().get(last.trace().size() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "email, Unsubscribed",
    "email, Email Unsubscribed",
    "email, Email Marked as Spam",
    "sms, SMS Unsubscribed",
    "push, Push Unsubscribed"
  })
  void consentOfTheChannelIsTakenBack(String channel, String event) {
    Tale tale = ann(channel).at("2026-03-01T09:00Z", "Ping").until("2026-03-01T09:00Z");
    assertThat(fate(tale)).isEqualTo("sent");
    tale.at("2026-03-01T10:00Z", event).at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z");
    assertThat(fate(tale)).isEqualTo("NO_CONSENT");
    assertThat(failed(tale).values()).containsEntry("granted", false).containsEntry("basis", event);
  }

  @Test
  void anUnsubscriptionNamesItsChannel() {
    Tale tale = ann("sms").at("2026-03-01T10:00Z", "Unsubscribed", Map.of("channel", "sms"));
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("NO_CONSENT");
    tale = ann("sms").at("2026-03-01T10:00Z", "Unsubscribed");
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("sent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", " stop\n", "StopAll", "quit"})
  void aTextMessageSaysStop(String body) {
    Tale tale = ann("sms").at("2026-03-01T10:00Z", "SMS Received", Map.of("body", body));
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("NO_CONSENT");
    tale.at("2026-03-01T12:00Z", "SMS Received", Map.of("body", "start"));
    assertThat(fate(tale.at("2026-03-01T13:00Z", "Ping").until("2026-03-01T13:00Z")))
        .isEqualTo("sent");
  }

  @Test
  void aTextMessageThatOnlyMentionsStopSaysNothing() {
    Tale tale = ann("sms").at("2026-03-01T10:00Z", "SMS Received", Map.of("body", "Don't stop!"));
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("sent");
  }

  @Test
  void theWordOfTheLaterMomentCountsWheneverItComes() {
    Tale tale = ann("email").at("2026-03-01T10:00Z", "Unsubscribed");
    tale.lateIdentify(
        "2026-03-01T09:00Z", Map.of("consent", Map.of("email", true)), "2026-03-01T10:30Z");
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("NO_CONSENT");
    tale.identify("2026-03-01T12:00Z", Map.of("consent", Map.of("email", true)));
    tale.late("2026-03-01T10:40Z", "Email Marked as Spam", "2026-03-01T12:30Z");
    assertThat(fate(tale.at("2026-03-01T13:00Z", "Ping").until("2026-03-01T13:00Z")))
        .isEqualTo("sent");
    tale.late("2026-03-01T12:10Z", "Unsubscribed", "2026-03-01T13:30Z");
    assertThat(fate(tale.at("2026-03-01T14:00Z", "Ping").until("2026-03-01T14:00Z")))
        .isEqualTo("NO_CONSENT");
  }

  @Test
  void consentIsGivenForTheChannelsThatAreNamed() {
    Tale tale = Tale.of(POLICY, answer("Ping", "email"));
    tale.identify("2026-03-01T08:00Z", email("ann@shop.example"));
    tale.at("2026-03-01T09:00Z", "Consent Granted");
    assertThat(fate(tale.at("2026-03-01T09:30Z", "Ping").until("2026-03-01T09:30Z")))
        .isEqualTo("NO_CONSENT");
    tale.at(
        "2026-03-01T10:00Z",
        "Consent Granted",
        Map.of("channels", List.of("SMS", "email"), "basis", "call centre"));
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("sent");
  }

  @Test
  void consentThatIsTakenBackWithoutAChannelIsTakenBackForAll() {
    for (String channel : new String[] {"email", "sms", "push"}) {
      Tale tale = ann(channel).at("2026-03-01T10:00Z", "Consent Withdrawn");
      assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
          .isEqualTo("NO_CONSENT");
    }
  }

  @Test
  void anAddressThatBouncedIsOutOfUseUntilAnotherComes() {
    Tale tale = ann("email").at("2026-03-01T10:00Z", "Email Bounced");
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("NO_ADDRESS");
    assertThat(failed(tale).values())
        .containsEntry("from", "profile.email")
        .containsEntry("unusable", "Email Bounced")
        .containsKey("since");
    tale.identify("2026-03-01T12:00Z", email(" ANN@shop.example"));
    assertThat(fate(tale.at("2026-03-01T12:30Z", "Ping").until("2026-03-01T12:30Z")))
        .isEqualTo("NO_ADDRESS");
    tale.identify("2026-03-01T13:00Z", email("ann@home.example"));
    assertThat(fate(tale.at("2026-03-01T14:00Z", "Ping").until("2026-03-01T14:00Z")))
        .isEqualTo("sent");
  }

  @ParameterizedTest
  @CsvSource({"bounce_type, soft", "bounceType, Transient", "type, blocked"})
  void aSoftBounceChangesNothing(String property, String value) {
    Tale tale = ann("email").at("2026-03-01T10:00Z", "Email Bounced", Map.of(property, value));
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("sent");
  }

  @Test
  void aBounceThatNamesAnAddressConcernsThatOneOnly() {
    Tale tale = ann("email");
    tale.at("2026-03-01T10:00Z", "Email Bounced", email("old@shop.example"));
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("sent");
    tale.identify("2026-03-01T12:00Z", email("old@shop.example"));
    assertThat(fate(tale.at("2026-03-01T13:00Z", "Ping").until("2026-03-01T13:00Z")))
        .isEqualTo("NO_ADDRESS");
  }

  @Test
  void aBounceThatComesLateConcernsTheAddressOfItsTime() {
    Tale tale = ann("email").identify("2026-03-01T12:00Z", email("ann@home.example"));
    tale.late("2026-03-01T10:00Z", "Email Bounced", "2026-03-01T12:30Z");
    assertThat(fate(tale.at("2026-03-01T13:00Z", "Ping").until("2026-03-01T13:00Z")))
        .isEqualTo("sent");
  }

  @Test
  void anAddressThatComesLateWasTheOneThatBounced() {
    Tale tale = ann("email").at("2026-03-01T10:00Z", "Email Bounced");
    tale.lateIdentify("2026-03-01T09:00Z", email("ann@home.example"), "2026-03-01T10:30Z");
    assertThat(fate(tale.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("NO_ADDRESS");
  }

  @Test
  void phonesAndDevicesComeOutOfUseToo() {
    assertThat(
            fate(
                ann("sms")
                    .at("2026-03-01T10:00Z", "SMS Bounced")
                    .at("2026-03-01T11:00Z", "Ping")
                    .until("2026-03-01T11:00Z")))
        .isEqualTo("NO_ADDRESS");
    Tale push = ann("push").at("2026-03-01T10:00Z", "Push Notification Bounced");
    assertThat(fate(push.at("2026-03-01T11:00Z", "Ping").until("2026-03-01T11:00Z")))
        .isEqualTo("NO_ADDRESS");
  }
}
