package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What older versions wrote into savepoints is read for ever. */
class ProfileFormatTest {

  private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  @Test
  void readsTheProfileThatVersion1Wrote() throws IOException {
    CustomerCodec.Core core = CustomerCodec.readProfile(golden("profile-v1.hex"));

    assertThat(core.clockMillis()).isEqualTo(NOON + 60_000);
    assertThat(core.hasSequences()).isFalse();
    assertThat(core.hasAgenda()).isFalse();
    assertThat(core.profile().view())
        .containsEntry("first_name", "Ann")
        .containsEntry("visits", 3L)
        .containsEntry("consent", Map.of("email", true, "sms", false))
        .containsEntry("first_seen", Instant.ofEpochMilli(NOON))
        .containsEntry("last_seen", Instant.ofEpochMilli(NOON + 60_000))
        .doesNotContainKey("gone");
    assertThat(core.seenIds().add("m-1", NOON)).isFalse();
    assertThat(core.seenIds().add("m-3", NOON)).isTrue();
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ProfileFormatTest.class.getResourceAsStream("/state/" + name))) {
      return HexFormat.of()
          .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
  }
}
