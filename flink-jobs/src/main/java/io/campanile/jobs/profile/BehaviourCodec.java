package io.campanile.jobs.profile;

import io.campanile.model.ByteWriter;
import io.campanile.model.ValueCodec;
import io.campanile.patterns.ProfileFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A customer's behaviour in binary, behind a version: the session; each trait that remembers
 * something, with its hash; the hashes of the segments that the customer is in, and of those that
 * it was judged to be outside of; and when time alone may change one.
 */
public final class BehaviourCodec {

  private static final int VERSION = 1;

  private static final int SESSION = 1;
  private static final int LAST_SESSION = 2;

  private static final int USUAL_BYTES = 32;

  private BehaviourCodec() {}

  /** Writes it; {@link #read} reads it. */
  public static void write(DataOutput out, Behaviour behaviour) throws IOException {
    out.writeByte(VERSION);
    Session session = behaviour.session();
    Session last = behaviour.lastSession();
    out.writeByte((session == null ? 0 : SESSION) | (last == null ? 0 : LAST_SESSION));
    if (session != null) {
      session.write(out);
    }
    if (last != null) {
      last.write(out);
    }
    writeTraits(out, behaviour);
    writeSegments(out, behaviour, true);
    writeSegments(out, behaviour, false);
    TraitWindow.writeLeaving(out, behaviour.memberships().earliestMillis());
  }

  private static void writeTraits(DataOutput out, Behaviour behaviour) throws IOException {
    List<TraitPlan> traits = behaviour.index().traits();
    int present = 0;
    for (TraitPlan trait : traits) {
      present += behaviour.present(trait) == null ? 0 : 1;
    }
    ValueCodec.writeUnsigned(out, present);
    ByteWriter body = new ByteWriter(USUAL_BYTES);
    for (TraitPlan trait : traits) {
      TraitState state = behaviour.present(trait);
      if (state != null) {
        // Its length goes before it, so that one whose trait is gone can be passed over.
        body.reset();
        state.write(body);
        out.writeLong(trait.hash());
        ValueCodec.writeUnsigned(out, body.size());
        body.writeTo(out);
      }
    }
  }

  private static void writeSegments(DataOutput out, Behaviour behaviour, boolean inside)
      throws IOException {
    List<SegmentPlan> segments = behaviour.index().segments();
    int count = 0;
    for (SegmentPlan segment : segments) {
      count += isJudged(segment, behaviour, inside) ? 1 : 0;
    }
    ValueCodec.writeUnsigned(out, count);
    for (SegmentPlan segment : segments) {
      if (isJudged(segment, behaviour, inside)) {
        out.writeLong(segment.hash());
      }
    }
  }

  private static boolean isJudged(SegmentPlan segment, Behaviour behaviour, boolean inside) {
    Memberships memberships = behaviour.memberships();
    return memberships.isJudged(segment) && memberships.isIn(segment) == inside;
  }

  /**
   * Reads what {@link #write} wrote, for the traits and segments of today: what was remembered of
   * another definition is given up.
   */
  public static Behaviour read(DataInput in, ProfileIndex index) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "The state traits has format "
              + version
              + ", known is "
              + VERSION
              + ": written by a newer version");
    }
    Behaviour behaviour = Behaviour.unjudged(index);
    int sessions = in.readUnsignedByte();
    if ((sessions & SESSION) != 0) {
      Session session = Session.read(in);
      if (index.followsSession()) {
        behaviour.restore(session);
      }
    }
    if ((sessions & LAST_SESSION) != 0) {
      Session last = Session.read(in);
      if (index.uses(ProfileFields.LAST_SESSION)) {
        behaviour.restoreLast(last);
      }
    }
    readTraits(in, behaviour);
    readSegments(in, behaviour, true);
    readSegments(in, behaviour, false);
    behaviour.memberships().restoreMoment(TraitWindow.readLeaving(in));
    return behaviour;
  }

  private static void readTraits(DataInput in, Behaviour behaviour) throws IOException {
    int count = ValueCodec.readSize(in);
    int guess = 0;
    for (int i = 0; i < count; i++) {
      TraitPlan trait = behaviour.index().trait(in.readLong(), guess);
      int lengthBytes = ValueCodec.readSize(in);
      if (trait == null) {
        in.readFully(new byte[lengthBytes]);
      } else {
        behaviour.restore(trait, trait.read(in));
        guess = trait.number() + 1;
      }
    }
  }

  private static void readSegments(DataInput in, Behaviour behaviour, boolean inside)
      throws IOException {
    int count = ValueCodec.readSize(in);
    int guess = 0;
    for (int i = 0; i < count; i++) {
      SegmentPlan segment = behaviour.index().segment(in.readLong(), guess);
      if (segment != null) {
        behaviour.memberships().restore(segment, inside);
        guess = segment.number() + 1;
      }
    }
  }
}
