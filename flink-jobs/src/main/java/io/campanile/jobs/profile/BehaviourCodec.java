package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import io.campanile.patterns.ProfileFields;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A customer's behaviour in binary, behind a version: the session; each trait that remembers
 * something, with its name and the hash of its definition; the hashes of the segments that the
 * customer is in, and of those that it was judged to be outside of.
 */
public final class BehaviourCodec {

  private static final int VERSION = 2;

  /** Knew of no last session, and of a session neither campaign nor device. */
  private static final int VERSION_1 = 1;

  private static final int SESSION = 1;
  private static final int LAST_SESSION = 2;

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
    List<TraitPlan> traits =
        behaviour.index().traits().stream()
            .filter(trait -> behaviour.present(trait) != null)
            .toList();
    ValueCodec.writeUnsigned(out, traits.size());
    for (TraitPlan trait : traits) {
      TraitState state = behaviour.present(trait);
      if (state != null) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        state.write(new DataOutputStream(body));
        ValueCodec.writeText(out, trait.name());
        out.writeLong(trait.hash());
        ValueCodec.writeUnsigned(out, body.size());
        out.write(body.toByteArray());
      }
    }
    writeSegments(out, behaviour, true);
    writeSegments(out, behaviour, false);
  }

  private static void writeSegments(DataOutput out, Behaviour behaviour, boolean inside)
      throws IOException {
    Memberships memberships = behaviour.memberships();
    List<Long> hashes = new ArrayList<>();
    for (SegmentPlan segment : behaviour.index().segments()) {
      if (memberships.isJudged(segment) && memberships.isIn(segment) == inside) {
        hashes.add(segment.hash());
      }
    }
    ValueCodec.writeUnsigned(out, hashes.size());
    for (long hash : hashes) {
      out.writeLong(hash);
    }
  }

  /**
   * Reads what {@link #write} wrote, for the traits and segments of today: what was remembered of
   * another definition is given up.
   */
  public static Behaviour read(DataInput in, ProfileIndex index) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION && version != VERSION_1) {
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
      Session session = version == VERSION_1 ? Session.readVersion1(in) : Session.read(in);
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
    int traits = ValueCodec.readSize(in);
    for (int i = 0; i < traits; i++) {
      TraitPlan trait = index.trait(ValueCodec.readText(in));
      long hash = in.readLong();
      int lengthBytes = ValueCodec.readSize(in);
      if (trait != null && trait.hash() == hash) {
        behaviour.restore(trait, trait.read(in));
      } else {
        in.readFully(new byte[lengthBytes]);
      }
    }
    Set<Long> inside = readHashes(in);
    Set<Long> outside = readHashes(in);
    for (SegmentPlan segment : index.segments()) {
      if (inside.contains(segment.hash()) || outside.contains(segment.hash())) {
        behaviour.memberships().restore(segment, inside.contains(segment.hash()));
      }
    }
    return behaviour;
  }

  private static Set<Long> readHashes(DataInput in) throws IOException {
    Set<Long> hashes = new HashSet<>();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      hashes.add(in.readLong());
    }
    return hashes;
  }
}
