package io.campanile.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of a customer's devices: never too long, never too old, and no link without it. */
class DevicesTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long TIME_TO_LIVE = Duration.ofDays(400).toMillis();

  private final Devices devices = new Devices("ann");
  private final List<Event> unlinked = new ArrayList<>();
  private final List<Event> requests = new ArrayList<>();
  private int cutOff;
  private final Devices.Out out =
      new Devices.Out() {
        @Override
        public void unlink(Event unlink) {
          unlinked.add(unlink);
        }

        @Override
        public void request(Event request) {
          requests.add(request);
        }

        @Override
        public void cutOff() {
          cutOff++;
        }
      };

  private static Event event(String name, long timeMillis) {
    return new Event("e", EventType.TRACK, name, "ann", null, timeMillis, Map.of());
  }

  private static Event said(String visitor, long timeMillis) {
    return IdentityEvents.said(event("Product Viewed", timeMillis), visitor, "ann");
  }

  @Test
  void withOneTooManyTheOneSaidLongestAgoIsTakenBack() {
    for (int i = 0; i < Devices.MAX_DEVICES; i++) {
      devices.take(said("d-" + i, i + 1), out);
    }
    devices.take(said("d-0", 1000), out);
    assertThat(unlinked).isEmpty();
    devices.take(said("new", 1001), out);
    assertThat(unlinked)
        .singleElement()
        .satisfies(u -> assertThat(u.anonymousId()).isEqualTo("d-1"));
    assertThat(cutOff).isOne();
    assertThat(devices.saidMillis()).hasSize(Devices.MAX_DEVICES).containsKeys("d-0", "new");
  }

  @Test
  void aRobotsListIsBounded() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      devices.take(said("visitor-" + i, i + 1), out);
    }
    assertThat(DevicesCodec.write(devices).length).isLessThan(8_192);
  }

  @Test
  void aLinkThatWasSaidBeforeTheErasureAndComesLateIsTakenBack() {
    devices.take(event("Customer Erased", 10 * HOUR), out);
    devices.takeLate(said("laptop", 9 * HOUR), 12 * HOUR, out);
    assertThat(unlinked)
        .singleElement()
        .satisfies(
            unlink -> {
              assertThat(unlink.timeMillis()).isEqualTo(12 * HOUR + 1);
              assertThat(IdentityEvents.saidUntilMillis(unlink)).isEqualTo(10 * HOUR);
            });
    devices.takeLate(said("phone", 11 * HOUR), 12 * HOUR, out);
    assertThat(unlinked).hasSize(1);
    assertThat(devices.saidMillis()).containsOnlyKeys("phone");
  }

  @Test
  void isForgottenWhenNothingOfItIsNeeded() throws IOException {
    devices.take(said("laptop", HOUR), out);
    devices.take(event("Customer Erased", 2 * HOUR), out);
    devices.take(said("phone", 3 * HOUR), out);
    Devices restarted = DevicesCodec.read("ann", DevicesCodec.write(devices));
    assertThat(restarted.saidMillis()).isEqualTo(Map.of("phone", 3 * HOUR));
    assertThat(restarted.nextMillis(TIME_TO_LIVE))
        .isEqualTo(2 * HOUR + Devices.TOMBSTONE.toMillis());
    restarted.forget(3 * HOUR + TIME_TO_LIVE - 1, TIME_TO_LIVE);
    assertThat(restarted.isBlank()).isFalse();
    restarted.forget(3 * HOUR + TIME_TO_LIVE, TIME_TO_LIVE);
    assertThat(restarted.isBlank()).isTrue();
    assertThat(restarted.nextMillis(TIME_TO_LIVE)).isEqualTo(Devices.NO_TIMER);
  }

  @Test
  void aLinkEndsWithTheListThatHoldsIt() {
    List<Event> toCustomers = new ArrayList<>();
    Outlet outlet =
        new Outlet() {
          @Override
          public void emit(Event event) {
            toCustomers.add(event);
          }

          @Override
          public void count(IdentityFate fate, long times) {
            // Not of interest here.
          }
        };
    Visitor visitor = new Visitor("laptop");
    Event login = event("Signed In", HOUR);
    visitor.take(
        new Event("a", EventType.TRACK, "Signed In", "ann", "laptop", login.timeMillis(), Map.of()),
        TIME_TO_LIVE,
        outlet);
    visitor.take(view(HOUR + TIME_TO_LIVE - 1), TIME_TO_LIVE, outlet);
    visitor.take(view(HOUR + TIME_TO_LIVE), TIME_TO_LIVE, outlet);
    assertThat(toCustomers).extracting(Event::userId).containsExactly("ann", "ann", null);
  }

  private static Event view(long timeMillis) {
    return new Event(
        "v" + timeMillis, EventType.TRACK, "Product Viewed", null, "laptop", timeMillis, Map.of());
  }
}
