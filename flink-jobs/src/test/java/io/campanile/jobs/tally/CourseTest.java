package io.campanile.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.tally.Course.Measure;
import io.campanile.jobs.tally.Course.Series;
import io.campanile.jobs.tally.Course.Width;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CourseTest {

  private static final Series SENT = new Series(new Lane("c", "email"), Measure.SENT);
  private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static Course every(long stepMillis, int times) {
    Course course = new Course();
    for (int i = 0; i < times; i++) {
      course.add(SENT, START + i * stepMillis);
    }
    return course;
  }

  private static Map<Long, Long> counts(Course course) {
    return Objects.requireNonNull(course.series().get(SENT));
  }

  private static long total(Course course) {
    return counts(course).values().stream().mapToLong(count -> count).sum();
  }

  @Test
  void countsHoursWhereThereAreFew() {
    Course course = every(HOUR / 2, 48);
    assertThat(course.stretch().size()).isEqualTo(24);
    assertThat(course.width()).isEqualTo(Width.HOUR);
    assertThat(counts(course).values()).containsOnly(2L);
  }

  @Test
  void theLongerTheTimeTheWiderTheBuckets() {
    for (int days : List.of(20, 200, 1000, 5000)) {
      Course course = every(DAY, days);
      assertThat(course.stretch().size()).isBetween(20L, 200L);
      assertThat(total(course)).isEqualTo(days);
    }
    Course month = every(DAY, 30);
    assertThat(month.stretch().size()).isEqualTo(30);
    assertThat(month.width()).isEqualTo(Width.DAY);
  }

  @Test
  void aWeekBeginsOnMonday() {
    Course course = every(DAY, 200);
    Stretch stretch = course.stretch();
    assertThat(course.width()).isEqualTo(Width.WEEK);
    // The second of March 2026 is a Monday.
    assertThat(course.width().startMillis(stretch.first())).isEqualTo(START);
    assertThat(Width.WEEK.bucketAt(START - 1)).isEqualTo(Width.WEEK.bucketAt(START) - 1);
    assertThat(Width.WEEK.bucketAt(START + 7 * DAY - 1)).isEqualTo(Width.WEEK.bucketAt(START));
  }

  @Test
  void aWrongClockIsLeftOutOfThePictureAndNotOutOfTheCount() {
    Course course = every(HOUR / 20, 2000);
    course.add(SENT, Instant.parse("2099-12-31T00:00:00Z").toEpochMilli());
    course.add(SENT, Instant.parse("2001-01-01T00:00:00Z").toEpochMilli());
    Stretch stretch = course.stretch();
    assertThat(course.width().startMillis(stretch.first())).isEqualTo(START);
    assertThat(stretch.size()).isEqualTo(100);
    assertThat(stretch.before() + stretch.after()).isEqualTo(2);
    assertThat(total(course)).isEqualTo(2002);
  }

  @Test
  void whatIsFarAwayAndMuchIsShown() {
    Course course = every(HOUR, 50);
    for (int i = 0; i < 10; i++) {
      course.add(SENT, START + 1000 * DAY + i * HOUR);
    }
    Stretch stretch = course.stretch();
    assertThat(stretch.before() + stretch.after()).isZero();
    assertThat(stretch.size()).isLessThan(200);
  }

  @Test
  void nothingIsNoStretch() {
    assertThat(new Course().stretch().size()).isZero();
  }

  @Property(tries = 300)
  void isTheSameHoweverTheCustomersWereSharedOut(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 4_000_000_000L) Long> seconds,
      @ForAll @Size(min = 60, max = 60) List<@IntRange(max = 2) Integer> subtasks) {
    Course together = new Course();
    List<Course> parts = new ArrayList<>(List.of(new Course(), new Course(), new Course()));
    for (int i = 0; i < seconds.size(); i++) {
      // Runs of hours, so that buckets fill up and become wider.
      for (int hour = 0; hour < 20; hour++) {
        long millis = seconds.get(i) * 1000 + hour * HOUR;
        together.add(SENT, millis);
        parts.get(subtasks.get(i)).add(SENT, millis);
      }
    }
    Course added = new Course();
    parts.forEach(added::add);
    assertThat(added.stretch()).isEqualTo(together.stretch());
    assertThat(added.width()).isEqualTo(together.width());
    assertThat(added.series()).isEqualTo(together.series());
  }
}
