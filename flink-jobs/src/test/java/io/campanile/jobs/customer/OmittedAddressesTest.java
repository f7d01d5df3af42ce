package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.ActionRecord;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Addresses can be left out of every record; who sends looks them up. */
class OmittedAddressesTest {

  private static final String EMAIL = "ann@shop.example";

  private static Patterns patterns() {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("policy.yaml", "channels: {email: {address: profile.contact.email}}");
    files.put(
        "campaigns/hello.yaml",
        """
        campaign: hello
        trigger: {steps: [{event: Signed Up, as: signed}]}
        actions:
          - channel: email
            template: hello
            if: profile.login != ""
            variables:
              name: profile.first_name
              to: profile.contact.email
              typed: signed.typed
              said: {value: profile.nickname, default: there}
        """);
    return ((Reading.Valid) PatternReader.read(new PatternFiles(files))).patterns();
  }

  private static CustomerRun run(boolean omitsAddresses) {
    CustomerRun run = new CustomerRun(patterns(), new ChainDetector(), "u-1", omitsAddresses);
    Map<String, Object> traits =
        Map.of("contact", Map.of("email", EMAIL), "login", EMAIL, "first_name", "Ann", "age", 30L);
    run.take(new Event("m-1", EventType.IDENTIFY, "", "u-1", null, 1, Map.copyOf(traits)));
    run.take(
        new Event("m-2", EventType.TRACK, "Signed Up", "u-1", null, 2, Map.of("typed", EMAIL)));
    run.advanceTo(1_000);
    return run;
  }

  @Test
  void areInTheRecordsUnlessConfiguredOtherwise() {
    ActionRecord action = run(false).actions().get(0);
    assertThat(action.address()).isEqualTo(EMAIL);
    assertThat(action.variables()).containsOnlyKeys("name", "to", "typed", "said");
  }

  @Test
  void areInNoRecordWhereTheyAreOmitted() {
    CustomerRun run = run(true);
    ActionRecord action = run.actions().get(0);
    assertThat(action.address()).isNull();
    assertThat(action.variables()).isEqualTo(Map.of("name", "Ann", "said", "there"));
    assertThat(run.profile().traits()).isEqualTo(Map.of("first_name", "Ann", "age", 30L));
    assertThat(run.profile().contactPoints()).isEqualTo(Map.of("email", Map.of("usable", true)));
    assertThat(run.records()).hasSize(4).noneMatch(record -> record.toString().contains(EMAIL));
  }

  @Test
  void areExportedAllTheSame() {
    CustomerRun run = run(true);
    run.take(new Event("m-3", EventType.TRACK, "Customer Exported", "u-1", null, 2_000, Map.of()));
    assertThat(run.privacy().get(0).content().toString()).contains(EMAIL);
  }
}
