package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.Event;
import io.campanile.model.EventContext;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever one customer does, and says, its state does not grow for ever. */
class BoundedStateTest {

  private static final int EVENTS = 5_000;
  private static final List<String> NAMES =
      List.of(
          "Product Viewed",
          "Product Added",
          "Order Completed",
          "Email Bounced",
          "Unsubscribed",
          "Consent Granted",
          "SMS Received");

  private final Random random = new Random(5);

  private static Patterns shipped() throws IOException {
    Reading reading = PatternReader.read(PatternDirectory.read(Path.of("../patterns")));
    return ((Reading.Valid) reading).patterns();
  }

  private String text(int chars) {
    return ("x" + random.nextInt()).repeat(chars / 8 + 1);
  }

  private Event event(int number) {
    Map<String, @Nullable Object> said = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      said.put(text(8), text(random.nextInt(400)));
    }
    said.put("product_id", text(8));
    said.put("category", text(40));
    said.put("email", text(40));
    said.put("basis", text(random.nextInt(300)));
    said.put("body", "STOP");
    said.put("path", text(random.nextInt(2000)));
    said.put("total", random.nextDouble());
    Map<String, @Nullable Object> consent = new HashMap<>();
    consent.put(text(8), true);
    consent.put(text(8), Map.of("granted", false, "basis", text(200)));
    said.put("consent", consent);
    Map<String, @Nullable Object> context =
        Map.of(
            EventContext.CAMPAIGN, Map.of("name", text(200), "source", text(200)),
            EventContext.DEVICE, "mobile",
            EventContext.PAGE, text(200));
    boolean identify = number % 5 == 0;
    String name = number % 7 == 0 ? text(100) : NAMES.get(random.nextInt(NAMES.size()));
    return new Event(
        "m-" + number,
        identify ? EventType.IDENTIFY : EventType.TRACK,
        identify ? "" : name,
        "robot",
        "d-" + random.nextInt(),
        1_700_000_000_000L + number * 20_000L,
        said,
        context);
  }

  @Test
  void aRobotsStateStopsGrowing() throws IOException {
    CustomerRun run = new CustomerRun(shipped(), new ChainDetector(), "robot");
    int number = 0;
    while (number < EVENTS) {
      run.take(event(number++));
    }
    int before = run.stateBytes();
    while (number < 2 * EVENTS) {
      run.take(event(number++));
    }
    assertThat(run.stateBytes()).isLessThan(before + before / 4).isLessThan(3 << 20);
    assertThat(run.count(Fate.TRAITS_CUT_OFF)).isPositive();
    assertThat(run.count(Fate.MESSAGE_IDS_CUT_OFF)).isPositive();
  }

  @Test
  void aTraitThatIsTooLongIsNotKept() throws IOException {
    CustomerRun run = new CustomerRun(shipped(), new ChainDetector(), "robot");
    Map<String, @Nullable Object> traits = Map.of("bio", "x".repeat(20_000), "name", "Ann");
    run.take(new Event("m", EventType.IDENTIFY, "", "robot", null, 1, traits));
    assertThat(run.view()).containsKey("name").doesNotContainKey("bio");
    assertThat(run.count(Fate.TRAITS_CUT_OFF)).isOne();
  }
}
