package io.campanile.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.ReleaseRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternWatchTest {

  private static final String CART =
      """
      campaign: cart
      trigger:
        steps:
          - {event: Product Added}
          - {without: Order Completed, for: 1h}
      actions:
        - {channel: email, template: reminder}
      """;
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @TempDir private Path directory;
  private final List<ReleaseRecord> published = new ArrayList<>();
  private Path campaign = Path.of("");

  @BeforeEach
  void writeCampaign() throws IOException {
    campaign = Files.createDirectory(directory.resolve("campaigns")).resolve("cart.yaml");
    Files.writeString(campaign, CART);
  }

  @Test
  void makesAReleaseOfWhatIsSavedOnceItIsAtRest() throws IOException {
    PatternWatch watch = watch();
    assertThat(watch.look()).isEmpty();
    Files.writeString(campaign, CART.replace("1h", "20m"));

    assertThat(watch.look()).as("it may still be written").isEmpty();
    assertThat(watch.look())
        .hasSize(2)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).matches("Release [0-9a-f]{16}, in force from Mon 10:20:");
              assertThat(lines.get(1)).isEqualTo("  campaign cart changed: trigger");
            });
    assertThat(watch.look()).isEmpty();
    assertThat(published)
        .singleElement()
        .satisfies(
            release -> {
              assertThat(release.effectiveFrom()).isEqualTo(NOW.plusSeconds(1200));
              assertThat(release.files()).containsOnlyKeys("campaigns/cart.yaml");
            });
  }

  @Test
  void tellsAProblemOnceAndGoesOnWhenItIsMended() throws IOException {
    PatternWatch watch = watch();
    Files.writeString(campaign, CART.replace("email", "emial"));

    assertThat(watch.look()).isEmpty();
    assertThat(watch.look())
        .hasSize(2)
        .satisfies(
            lines -> assertThat(lines.get(0)).startsWith(directory + "/campaigns/cart.yaml:7:15: "))
        .endsWith("Not published: the last good release goes on.");
    assertThat(watch.look()).isEmpty();
    assertThat(published).isEmpty();

    Files.writeString(campaign, "status: paused\n" + CART);
    assertThat(watch.look()).isEmpty();
    assertThat(watch.look()).endsWith("  campaign cart paused");
    assertThat(published).hasSize(1);
  }

  @Test
  void doesNotMindATestBesideACampaign() throws IOException {
    PatternWatch watch = watch();
    Files.writeString(campaign.resolveSibling("cart.test.yaml"), "[]");
    assertThat(watch.look()).isEmpty();
    assertThat(watch.look()).isEmpty();
  }

  private PatternWatch watch() throws IOException {
    return new PatternWatch(
        directory, (release, now) -> published.add(release), NOW::toEpochMilli, 1_200_000);
  }
}
