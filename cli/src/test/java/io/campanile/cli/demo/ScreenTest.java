package io.campanile.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final ActionLine MAIL =
      new ActionLine(
          Instant.parse("2026-03-02T18:40:07Z"),
          ZoneId.of("Europe/Berlin"),
          "Chloé",
          "c-1034",
          "email",
          "cart-reminder",
          "cart-abandonment",
          ActionLine.sorted(Map.of("product", "p-107", "name", "Chloé")));

  private static final ActionLine HOSTILE =
      new ActionLine(
          Instant.parse("2026-03-02T23:59:00Z"),
          ActionLine.zone("Nowhere/Land"),
          "",
          "a-00ff00ff00ff00ff00ff00ff",
          "ads",
          "a-template-with-a-very-long-name",
          "window-shopper",
          ActionLine.sorted(Map.of("x", "\u001b[2J\n")));

  @Test
  void drawsEverythingOnTheSameNumberOfLines() {
    assertThat(new Screen(120, 12, false).render(snapshot(List.of(MAIL, HOSTILE))))
        .containsExactly(
            "Campanile   Mon 2 Mar 2026 18:42 UTC   600 times as fast",
            "Flink       http://localhost:35123",
            "events      123,456 sent, 212/s",
            "            122,900 used, 310 duplicate, 23 late, 223 dead letter",
            "triggers    1,204 accepted, 311 suppressed",
            "decisions   802 sent, 120 deferred, 0 dropped, 0 cancelled",
            "actions     512 email, 0 sms, 88 push, 0 ads, 0 webhook",
            "database    9,876 records, postgresql://localhost:5432/campanile",
            "",
            "latest actions, in the customer's own time",
            "Mon 19:40  Chloé c-1034           email   cart-reminder         cart-abandonment     "
                + " name=Chloé product=p-107",
            "Mon 23:59  a-00ff00ff00ff00ff00f… ads     a-template-with-a-ve… window-shopper        x=·[2J·",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "");
  }

  @Test
  void showsTheLatestTwelve() {
    List<ActionLine> many = new java.util.ArrayList<>(java.util.Collections.nCopies(13, MAIL));
    many.set(0, HOSTILE);
    many.add(HOSTILE);

    List<String> lines = new Screen(120, 12, false).render(snapshot(many));

    assertThat(lines).hasSize(22);
    assertThat(lines.get(10)).contains("cart-reminder");
    assertThat(lines.get(21)).contains("window-shopper");
  }

  @Test
  void isNeverWiderThanTheTerminal() {
    assertThat(new Screen(40, 12, false).render(snapshot(List.of(MAIL, HOSTILE))))
        .allMatch(line -> line.length() <= 40)
        .contains("Mon 19:40  Chloé c-1034           email…");
  }

  @Test
  void showsFewerActionsWhereThereAreFewerLines() {
    assertThat(Screen.fitting(120, 50, false).render(snapshot(List.of()))).hasSize(22);
    assertThat(Screen.fitting(120, 16, false).render(snapshot(List.of()))).hasSize(15);
    assertThat(Screen.fitting(120, 3, false).render(snapshot(List.of()))).hasSize(11);
  }

  @Test
  void coloursOnlyWhereItMay() {
    List<String> coloured = new Screen(120, 12, true).render(snapshot(List.of(MAIL)));

    assertThat(coloured.get(0)).startsWith("\u001b[1mCampanile\u001b[0m   Mon");
    assertThat(coloured.get(10)).contains("\u001b[36memail  \u001b[0m cart-reminder");
    assertThat(String.join("", new Screen(120, 12, false).render(snapshot(List.of(MAIL)))))
        .doesNotContain("\u001b");
  }

  @Test
  void saysTheSameOnOneLine() {
    assertThat(Screen.summary(snapshot(List.of())))
        .isEqualTo(
            "-- Mon 2 Mar 2026 18:42 UTC: events 123,456 sent, 212/s; 122,900 used, 310 duplicate,"
                + " 23 late, 223 dead letter; triggers 1,204 accepted, 311 suppressed; decisions 802"
                + " sent, 120 deferred, 0 dropped, 0 cancelled; actions 512 email, 0 sms, 88 push,"
                + " 0 ads, 0 webhook; database 9,876 records,"
                + " postgresql://localhost:5432/campanile");
  }

  private static Snapshot snapshot(List<ActionLine> latest) {
    return new Snapshot(
        Instant.parse("2026-03-02T18:42:10Z"),
        600,
        Optional.of(URI.create("http://localhost:35123")),
        123_456,
        212.4,
        new EventFates(122_900, 310, 23, 223),
        new DemoDatabase.Status(true, "postgresql://localhost:5432/campanile"),
        9_876,
        new Snapshot.Counts(
            Map.of("accepted", 1_204L, "suppressed", 311L),
            Map.of("sent", 802L, "deferred", 120L),
            Map.of("email", 512L, "push", 88L),
            223),
        latest);
  }
}
