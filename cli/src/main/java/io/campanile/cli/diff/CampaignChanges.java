package io.campanile.cli.diff;

import io.campanile.jobs.compare.Change;
import io.campanile.jobs.compare.Difference;
import io.campanile.jobs.compare.Example;
import io.campanile.jobs.compare.Why;
import io.campanile.jobs.tally.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is different for one campaign.
 *
 * @param name of the campaign
 * @param channels its channels, in the order of their names
 * @param whys why one version does not send what the other does, the most frequent first
 * @param examples customers
 */
record CampaignChanges(
    String name, List<Row> channels, List<Counted> whys, List<Example> examples) {

  /**
   * Counts of one channel, or of several together; see {@link Change}.
   *
   * @param name of the channel on the wire
   */
  record Row(String name, long same, long changed, long moved, long more, long fewer) {

    static Row of(String name, long[] counts) {
      return new Row(
          name,
          counts[Change.SAME.column()],
          counts[Change.CHANGED.column()],
          counts[Change.MOVED.column()],
          counts[Change.MORE.column()],
          counts[Change.FEWER.column()]);
    }

    /** What the first version sends. */
    long before() {
      return same + changed + moved + fewer;
    }

    /** What the second version sends. */
    long after() {
      return same + changed + moved + more;
    }

    /** How much is different. */
    long differences() {
      return changed + moved + more + fewer;
    }

    static Row sum(String name, List<Row> rows) {
      Row sum = new Row(name, 0, 0, 0, 0, 0);
      for (Row row : rows) {
        sum =
            new Row(
                name,
                sum.same + row.same,
                sum.changed + row.changed,
                sum.moved + row.moved,
                sum.more + row.more,
                sum.fewer + row.fewer);
      }
      return sum;
    }
  }

  /** A reason, and how often it decided. */
  record Counted(Why why, long count) {}

  /** All channels together. */
  Row sum() {
    return Row.sum(name, channels);
  }

  /** The campaigns that send anything in one of the versions, by name. */
  static List<CampaignChanges> of(Difference difference) {
    Map<String, List<Row>> rows = new TreeMap<>();
    for (Map.Entry<Lane, long[]> entry : difference.changes().rows().entrySet()) {
      rows.computeIfAbsent(entry.getKey().campaign(), name -> new ArrayList<>())
          .add(Row.of(entry.getKey().channel(), entry.getValue()));
    }
    List<Counted> whys = new ArrayList<>();
    difference.whys().rows().forEach((why, count) -> whys.add(new Counted(why, count[0])));
    whys.sort(Comparator.comparingLong(Counted::count).reversed().thenComparing(Counted::why));
    List<Example> examples = difference.examples();
    List<CampaignChanges> campaigns = new ArrayList<>();
    rows.forEach(
        (name, channels) ->
            campaigns.add(
                new CampaignChanges(
                    name,
                    List.copyOf(channels),
                    whys.stream().filter(one -> one.why().campaign().equals(name)).toList(),
                    examples.stream().filter(one -> one.campaign().equals(name)).toList())));
    return campaigns;
  }
}
