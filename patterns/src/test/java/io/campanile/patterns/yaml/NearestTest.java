package io.campanile.patterns.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KNOWN = List.of("trigger", "time-zone", "within", "sms");

  @Test
  void findsWhatWasMeant() {
    assertThat(Nearest.to("tigger", KNOWN)).contains("trigger");
    assertThat(Nearest.to("tirgger", KNOWN)).contains("trigger");
    assertThat(Nearest.to("TimeZone", KNOWN)).contains("time-zone");
    assertThat(Nearest.to("time_zone", KNOWN)).contains("time-zone");
    assertThat(Nearest.to("smss", KNOWN)).contains("sms");
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Nearest.to("fax", KNOWN)).isEmpty();
    assertThat(Nearest.to("", KNOWN)).isEmpty();
    assertThat(Nearest.to("anything", List.of())).isEmpty();
  }

  @Test
  void listsWhatIsKnownWhereNothingIsNear() {
    assertThat(Nearest.hint("fax", List.of("email", "sms", "push")))
        .isEqualTo(" Expected `email`, `sms` or `push`.");
    assertThat(Nearest.hint("smss", KNOWN)).isEqualTo(" Did you mean `sms`?");
    assertThat(Nearest.hint("fax", List.of())).isEmpty();
  }

  @Property
  void measuresADistance(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b) {
    int distance = Nearest.distance(a, b);

    assertThat(distance).isEqualTo(Nearest.distance(b, a));
    assertThat(distance == 0).isEqualTo(a.equals(b));
    assertThat(distance)
        .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
  }

  @Test
  void countsAnExchangeOfNeighboursOnce() {
    assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
