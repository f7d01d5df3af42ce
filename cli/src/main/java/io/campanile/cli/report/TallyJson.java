package io.campanile.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campanile.jobs.tally.Course;
import io.campanile.jobs.tally.Fatigue;
import io.campanile.jobs.tally.ReplayTally;
import io.campanile.jobs.tally.Stretch;
import java.util.Map;

/** Counts for the scripts of a page. */
public final class TallyJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TallyJson() {}

  /** An array of numbers. */
  public static ArrayNode numbers(long[] numbers) {
    ArrayNode array = JSON.arrayNode();
    for (long number : numbers) {
      array.add(number);
    }
    return array;
  }

  /** Weeks of customers by number of messages, by channel. */
  public static ObjectNode fatigue(Fatigue fatigue) {
    ObjectNode byChannel = JSON.objectNode();
    fatigue.byChannel().rows().forEach((channel, weeks) -> byChannel.set(channel, numbers(weeks)));
    return byChannel;
  }

  /** The buckets of a course that are shown. */
  static ObjectNode stretch(Course course) {
    Stretch stretch = course.stretch();
    ObjectNode node = JSON.objectNode();
    node.put("width", course.width().name());
    node.put("outside", stretch.before() + stretch.after());
    ArrayNode starts = node.putArray("starts");
    for (long bucket = stretch.first(); bucket <= stretch.last(); bucket++) {
      starts.add(course.width().startMillis(bucket));
    }
    return node;
  }

  /** Adds the place of each bucket that has something in it, and what. */
  static void addCounts(ArrayNode counts, Map<Long, Long> buckets, Stretch stretch) {
    for (long at = stretch.first(); at <= stretch.last(); at++) {
      long count = buckets.getOrDefault(at, 0L);
      if (count > 0) {
        counts.add(at - stretch.first()).add(count);
      }
    }
  }

  /** What two versions send over time, in the same buckets: {@code before} and {@code after}. */
  public static ObjectNode sentCourse(ReplayTally before, ReplayTally after) {
    Course both = new Course();
    both.addSent(before.course(), "before");
    both.addSent(after.course(), "after");
    Stretch stretch = both.stretch();
    ObjectNode node = stretch(both);
    both.series()
        .forEach(
            (series, buckets) ->
                addCounts(node.putArray(series.lane().campaign()), buckets, stretch));
    for (String version : new String[] {"before", "after"}) {
      if (!node.has(version)) {
        node.putArray(version);
      }
    }
    return node;
  }
}
