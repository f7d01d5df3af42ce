package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How many messages a customer gets in a calendar week of the policy's zone. Email, text and push
 * messages count, whatever their class; ads and webhooks reach nobody's pocket.
 */
public final class Fatigue implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The last column counts the weeks with so many messages, or more. */
  public static final int MOST = 10;

  /** The channels whose messages count, in the order of a week's counts. */
  public static final List<String> CHANNELS = List.of("email", "sms", "push");

  /** Under which the messages of all channels are counted together. */
  public static final String ALL = "all";

  private static final int KEPT = 5;

  private static final Comparator<Busiest> BUSIEST_FIRST =
      Comparator.comparingInt(Busiest::messages)
          .reversed()
          .thenComparingLong(Busiest::week)
          .thenComparing(Busiest::customerId);

  /**
   * A week in which a customer got very much.
   *
   * @param week number of the week, counted from that of 29 December 1969
   */
  public record Busiest(String customerId, long week, int messages) implements Serializable {}

  private final Counts<String> byChannel = new Counts<>(MOST + 1);
  private final Counts<Long> byWeek = new Counts<>(MOST + 1);
  private final ArrayList<Busiest> busiest = new ArrayList<>();

  /**
   * Adds the weeks of one customer: those in which the customer did something, or got a message.
   *
   * @param weeks by number of the week the messages, one count for each of {@link #CHANNELS}
   */
  void add(String customerId, Map<Long, int[]> weeks) {
    weeks.forEach(
        (week, messages) -> {
          int all = 0;
          for (int i = 0; i < messages.length; i++) {
            byChannel.add(CHANNELS.get(i), Math.min(messages[i], MOST), 1);
            all += messages[i];
          }
          byChannel.add(ALL, Math.min(all, MOST), 1);
          byWeek.add(week, Math.min(all, MOST), 1);
          if (all > 1) {
            keep(new Busiest(customerId, week, all));
          }
        });
  }

  void add(Fatigue other) {
    byChannel.add(other.byChannel);
    byWeek.add(other.byWeek);
    other.busiest.forEach(this::keep);
  }

  private void keep(Busiest week) {
    busiest.add(week);
    busiest.sort(BUSIEST_FIRST);
    if (busiest.size() > KEPT) {
      busiest.remove(KEPT);
    }
  }

  /**
   * By channel, and for {@link #ALL}: how many weeks of customers had 0, 1, … messages. Weeks
   * without a message are those in which the customer did something all the same.
   */
  public Counts<String> byChannel() {
    return byChannel;
  }

  /** The same for all channels together, by number of the week. */
  public Counts<Long> byWeek() {
    return byWeek;
  }

  /** The weeks in which somebody got most, the worst first. */
  public List<Busiest> busiest() {
    return List.copyOf(busiest);
  }
}
