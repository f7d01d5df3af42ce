package io.campanile.jobs.decide;

import io.campanile.model.Channel;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.Window;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** What one customer was sent: the marketing sends that caps can still count, oldest first. */
public final class CapLedger {

  /** Sends that are remembered; beyond it the oldest is forgotten. */
  public static final int MAX_SENDS = 4096;

  private final Deque<Sent> sends = new ArrayDeque<>();

  /** One send, as it was when it was sent. */
  public record Sent(long timeMillis, String campaign, Channel channel, List<String> tags) {}

  /** The sends, oldest first. */
  public Iterable<Sent> sends() {
    return sends;
  }

  /** How many sends are remembered. */
  public int size() {
    return sends.size();
  }

  /**
   * Enters a send; it is not older than the last.
   *
   * @return how many were forgotten because there are too many
   */
  public int add(Sent sent) {
    sends.addLast(sent);
    if (sends.size() > MAX_SENDS) {
      sends.removeFirst();
      return 1;
    }
    return 0;
  }

  /** Forgets sends at or before a time that no cap counts any more. */
  public void forget(long untilMillis) {
    while (!sends.isEmpty() && sends.getFirst().timeMillis <= untilMillis) {
      sends.removeFirst();
    }
  }

  /**
   * How a cap stands.
   *
   * @param windowFromMillis start of the window; a rolling one does not hold it, a calendar one
   *     does
   * @param sentMillis times of the sends that fill it, oldest first
   * @param allowedAtMillis when the next one is allowed, where the cap is used up
   */
  record Standing(long windowFromMillis, List<Long> sentMillis, OptionalLong allowedAtMillis) {}

  /** How the cap stands for this customer at {@code nowMillis}. */
  Standing standing(Cap cap, long nowMillis, ZoneId zone) {
    // Java 17 has no pattern matching for switch: the two kinds of window are told apart here,
    // once.
    if (cap.in() instanceof Window.Rolling rolling) {
      long lengthMillis = rolling.length().toMillis();
      List<Long> counted = counted(cap, nowMillis - lengthMillis + 1, nowMillis);
      return new Standing(
          nowMillis - lengthMillis,
          counted,
          isUsedUp(cap, counted)
              ? OptionalLong.of(counted.get(counted.size() - cap.atMost()) + lengthMillis)
              : OptionalLong.empty());
    }
    Window.Period period = ((Window.Calendar) cap.in()).period();
    long fromMillis = LocalTimes.startOf(period, nowMillis, zone);
    List<Long> counted = counted(cap, fromMillis, nowMillis);
    return new Standing(
        fromMillis,
        counted,
        isUsedUp(cap, counted)
            ? OptionalLong.of(LocalTimes.startOfNext(period, nowMillis, zone))
            : OptionalLong.empty());
  }

  private static boolean isUsedUp(Cap cap, List<Long> counted) {
    return counted.size() >= cap.atMost();
  }

  private List<Long> counted(Cap cap, long firstMillis, long lastMillis) {
    List<Long> counted = new ArrayList<>();
    for (Sent sent : sends) {
      if (sent.timeMillis >= firstMillis
          && sent.timeMillis <= lastMillis
          && covers(cap, sent.channel, sent.campaign, sent.tags)) {
        counted.add(sent.timeMillis);
      }
    }
    return counted;
  }

  /** Whether a cap covers an action or a send. */
  static boolean covers(Cap cap, Channel channel, String campaign, List<String> tags) {
    return (cap.channels().isEmpty() || cap.channels().contains(channel))
        && (cap.campaigns().isEmpty() || cap.campaigns().contains(campaign))
        && (cap.tags().isEmpty() || !Collections.disjoint(cap.tags(), tags));
  }
}
