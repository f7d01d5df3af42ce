package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A sum of weights, each of which fades to a half in each half-life. Kept as one number and the
 * time for which it holds.
 */
final class Score implements TraitState {

  /** A score nearer to zero than this is zero: what fades has to end. */
  static final double NOTHING = 1e-6;

  private final long halfLifeMillis;
  private double score;
  private long atMillis;

  Score(long halfLifeMillis) {
    this.halfLifeMillis = halfLifeMillis;
  }

  @Override
  public int add(long eventMillis, long leavesMillis, Object value) {
    double weight = (Double) value;
    if (score == 0 || eventMillis >= atMillis) {
      score = valueAt(eventMillis) + weight;
      atMillis = eventMillis;
    } else {
      score += weight * Math.pow(2, halfLives(eventMillis - atMillis));
    }
    return 0;
  }

  private double faded(long timeMillis) {
    return score == 0 ? 0 : score * Math.pow(2, halfLives(atMillis - timeMillis));
  }

  @Override
  public void forget(long nowMillis) {
    // A number that is nearly zero takes no room, and is not forgotten at a moment of its own.
  }

  @Override
  public Object value(long nowMillis) {
    return valueAt(nowMillis);
  }

  private double halfLives(long millis) {
    return (double) millis / halfLifeMillis;
  }

  /** The score at this moment, which is not before the latest event. */
  double valueAt(long timeMillis) {
    double faded = faded(timeMillis);
    return Math.abs(faded) < NOTHING ? 0 : faded;
  }

  /** A moment by which it has become zero. */
  long zeroMillis() {
    if (score == 0) {
      return atMillis;
    }
    double halfLives = Math.log(Math.abs(score) / NOTHING) / Math.log(2);
    return atMillis + (long) (Math.max(0, halfLives) * halfLifeMillis) + 1000;
  }

  @Override
  public long nextMillis() {
    return TraitWindow.NEVER;
  }

  @Override
  public boolean isEmpty() {
    return score == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(score);
    ValueCodec.writeSigned(out, atMillis);
  }

  static Score read(DataInput in, long halfLifeMillis) throws IOException {
    Score score = new Score(halfLifeMillis);
    score.score = in.readDouble();
    score.atMillis = ValueCodec.readSigned(in);
    return score;
  }
}
