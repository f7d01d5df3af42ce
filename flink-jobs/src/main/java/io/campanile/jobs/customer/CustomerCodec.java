package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.decide.AgendaCodec;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.profile.Behaviour;
import io.campanile.jobs.profile.BehaviourCodec;
import io.campanile.jobs.profile.Profile;
import io.campanile.jobs.profile.ProfileIndex;
import io.campanile.model.ByteReader;
import io.campanile.model.ByteWriter;
import io.campanile.model.ValueCodec;
import java.io.IOException;

/**
 * A customer in binary, behind a version: one value, one read and one write. Sequences and agenda
 * are parts of it that are decoded only when they are needed.
 */
final class CustomerCodec {

  /** The version that this code writes. */
  static final int VERSION = 1;

  private static final int BEHAVIOUR = 1;
  private static final int MORE_PROFILE = 2;

  private static final int USUAL_BYTES = 512;

  private final Terms terms;
  private final Part.Format<Agenda> agendas = new AgendaFormat();

  /** A codec for customers under these releases. */
  CustomerCodec(Terms terms) {
    this.terms = terms;
  }

  /**
   * A customer that nothing has happened to.
   *
   * @param nowMillis a moment that is not after the first that will
   */
  Customer create(String id, long nowMillis) {
    Term term = terms.at(nowMillis);
    return new Customer(
        id,
        term,
        new Profile(),
        new Behaviour(term.engine().profiles()),
        new SeenIds(),
        Part.empty(term.format()),
        Part.empty(agendas),
        Customer.BEGINNING,
        TriggerPlan.NEVER);
  }

  /** Writes a customer. */
  byte[] write(Customer customer) throws IOException {
    ByteWriter out = new ByteWriter(USUAL_BYTES);
    out.writeByte(VERSION);
    ValueCodec.writeSigned(out, customer.clockMillis());
    ValueCodec.writeSigned(out, customer.timerMillis());
    writeTime(out, customer.erasedMillis());
    writeTime(out, customer.followedMillis());
    writePart(out, customer.sequencesPart());
    writePart(out, customer.agendaPart());
    customer.profile().write(out);
    customer.seenIds().write(out);
    boolean hasBehaviour = !customer.behaviour().isEmpty();
    boolean hasMore = customer.profile().hasMore();
    out.writeByte((hasBehaviour ? BEHAVIOUR : 0) | (hasMore ? MORE_PROFILE : 0));
    if (hasMore) {
      customer.profile().writeMore(out);
    }
    if (hasBehaviour) {
      BehaviourCodec.write(out, customer.behaviour());
    }
    return out.toBytes();
  }

  /** Most customers lack these times: one byte says so, where the number would take ten. */
  private static void writeTime(ByteWriter out, long timeMillis) throws IOException {
    out.writeBoolean(timeMillis != Long.MIN_VALUE);
    if (timeMillis != Long.MIN_VALUE) {
      ValueCodec.writeSigned(out, timeMillis);
    }
  }

  private static long readTime(ByteReader in) throws IOException {
    return in.readBoolean() ? ValueCodec.readSigned(in) : Long.MIN_VALUE;
  }

  private static void writePart(ByteWriter out, Part<?> part) throws IOException {
    byte[] stored = part.stored();
    ValueCodec.writeUnsigned(out, stored.length);
    if (stored.length > 0) {
      ValueCodec.writeSigned(out, part.nextMillis());
      out.write(stored);
    }
  }

  /**
   * Reads what {@link #write} of this or an older version wrote. The customer's clock says by which
   * release it was followed last: the one that is in force then.
   */
  Customer read(String id, byte[] bytes) throws IOException {
    ByteReader in = new ByteReader(bytes);
    checkVersion(in);
    long clockMillis = ValueCodec.readSigned(in);
    long timerMillis = ValueCodec.readSigned(in);
    long erasedMillis = readTime(in);
    long followedMillis = readTime(in);
    Term term = terms.at(clockMillis);
    ProfileIndex profiles = term.engine().profiles();
    Part<Sequences> runs = readPart(in, term.format());
    Part<Agenda> agenda = readPart(in, agendas);
    Profile profile = Profile.read(in);
    SeenIds seenIds = SeenIds.read(in);
    int parts = in.readUnsignedByte();
    if ((parts & MORE_PROFILE) != 0) {
      profile.readMore(in);
    }
    Behaviour behaviour =
        (parts & BEHAVIOUR) != 0 ? BehaviourCodec.read(in, profiles) : Behaviour.unjudged(profiles);
    Customer customer =
        new Customer(id, term, profile, behaviour, seenIds, runs, agenda, clockMillis, timerMillis);
    customer.markErased(erasedMillis);
    customer.markFollowed(followedMillis);
    return customer;
  }

  /**
   * Whether a customer, as it is stored, must be woken when a release takes effect.
   *
   * @param fromMillis when it does
   * @param wake who must be
   */
  static boolean isToBeWoken(byte[] bytes, long fromMillis, Wake wake) throws IOException {
    ByteReader in = new ByteReader(bytes);
    checkVersion(in);
    if (ValueCodec.readSigned(in) >= fromMillis || wake == Wake.NOBODY) {
      return false;
    }
    if (wake == Wake.EVERYBODY) {
      return true;
    }
    long unusedTimer = ValueCodec.readSigned(in);
    long unusedErased = readTime(in);
    long unusedFollowed = readTime(in);
    int sequencesBytes = ValueCodec.readSize(in);
    if (sequencesBytes > 0) {
      return true;
    }
    return ValueCodec.readSize(in) > 0 && ValueCodec.readSigned(in) != TriggerPlan.NEVER;
  }

  private static void checkVersion(ByteReader in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "The state of a customer has format " + version + ": written by a newer version");
    }
  }

  private static <T> Part<T> readPart(ByteReader in, Part.Format<T> format) throws IOException {
    int lengthBytes = ValueCodec.readSize(in);
    if (lengthBytes == 0) {
      return Part.empty(format);
    }
    long nextMillis = ValueCodec.readSigned(in);
    return Part.of(format, in.readBytes(lengthBytes), nextMillis);
  }

  private static final class AgendaFormat implements Part.Format<Agenda> {

    @Override
    public Agenda empty() {
      return new Agenda();
    }

    @Override
    public Agenda read(byte[] stored) throws IOException {
      return AgendaCodec.read(new ByteReader(stored));
    }

    @Override
    public byte[] write(Agenda value) throws IOException {
      ByteWriter bytes = new ByteWriter(USUAL_BYTES);
      AgendaCodec.write(bytes, value);
      return bytes.toBytes();
    }

    @Override
    public boolean isEmpty(Agenda value) {
      return value.isEmpty();
    }

    @Override
    public long nextMillis(Agenda value) {
      return value.nextMillis();
    }
  }
}
