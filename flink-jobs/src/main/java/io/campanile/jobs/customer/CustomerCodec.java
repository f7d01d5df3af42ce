package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.decide.AgendaCodec;
import io.campanile.jobs.detect.CampaignIndex;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.profile.Behaviour;
import io.campanile.jobs.profile.BehaviourCodec;
import io.campanile.jobs.profile.Profile;
import io.campanile.jobs.profile.ProfileIndex;
import io.campanile.model.ValueCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A customer in binary: four values, each behind a version, so that what is not needed is not read.
 * The first says which of the others are there.
 */
final class CustomerCodec {

  private static final int PROFILE_VERSION = 2;
  private static final int PROFILE_VERSION_1 = 1;
  private static final int SEQUENCES_VERSION = 1;

  private CustomerCodec() {}

  /** What the value {@code profile} holds. */
  record Core(
      Profile profile,
      SeenIds seenIds,
      long clockMillis,
      long timerMillis,
      boolean hasSequences,
      boolean hasAgenda,
      boolean hasBehaviour) {}

  /** Something that writes to a stream. */
  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  /** The value {@code profile}. */
  static byte[] profile(Customer customer) {
    return bytes(
        out -> {
          out.writeByte(PROFILE_VERSION);
          ValueCodec.writeSigned(out, customer.clockMillis());
          ValueCodec.writeSigned(out, customer.timerMillis());
          out.writeBoolean(!customer.sequences().isEmpty());
          out.writeBoolean(!customer.agenda().isEmpty());
          out.writeBoolean(!customer.behaviour().isEmpty());
          customer.profile().write(out);
          customer.seenIds().write(out);
        });
  }

  /** The value {@code sequences}. */
  static byte[] sequences(Sequences sequences, Detector detector) {
    return bytes(
        out -> {
          out.writeByte(SEQUENCES_VERSION);
          sequences.write(out, detector);
        });
  }

  /** The value {@code agenda}. */
  static byte[] agenda(Agenda agenda) {
    return bytes(out -> AgendaCodec.write(out, agenda));
  }

  /** The value {@code traits}. */
  static byte[] behaviour(Behaviour behaviour) {
    return bytes(out -> BehaviourCodec.write(out, behaviour));
  }

  private static byte[] bytes(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      body.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Reads the value {@code profile}; version 1 knew of no computed traits. */
  static Core readProfile(byte[] bytes) throws IOException {
    DataInputStream in = input(bytes);
    int version = in.readUnsignedByte();
    if (version != PROFILE_VERSION_1) {
      expect("profile", PROFILE_VERSION, version);
    }
    long clockMillis = ValueCodec.readSigned(in);
    long timerMillis = ValueCodec.readSigned(in);
    boolean hasSequences = in.readBoolean();
    boolean hasAgenda = in.readBoolean();
    boolean hasBehaviour = version > PROFILE_VERSION_1 && in.readBoolean();
    Profile profile = Profile.read(in);
    return new Core(
        profile, SeenIds.read(in), clockMillis, timerMillis, hasSequences, hasAgenda, hasBehaviour);
  }

  /** Reads the value {@code sequences}. */
  static Sequences.Loaded readSequences(byte[] bytes, CampaignIndex index, Detector detector)
      throws IOException {
    DataInputStream in = input(bytes);
    expect("sequences", SEQUENCES_VERSION, in.readUnsignedByte());
    return Sequences.read(in, index, detector);
  }

  /** Reads the value {@code agenda}. */
  static Agenda readAgenda(byte[] bytes) throws IOException {
    return AgendaCodec.read(input(bytes));
  }

  /** Reads the value {@code traits}. */
  static Behaviour readBehaviour(byte[] bytes, ProfileIndex index) throws IOException {
    return BehaviourCodec.read(input(bytes), index);
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static void expect(String value, int expected, int found) throws IOException {
    if (found != expected) {
      throw new IOException(
          "The state "
              + value
              + " has format "
              + found
              + ", known is "
              + expected
              + ": written by a newer version");
    }
  }
}
