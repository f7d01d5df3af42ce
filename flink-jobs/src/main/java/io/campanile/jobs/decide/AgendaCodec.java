package io.campanile.jobs.decide;

import io.campanile.jobs.decide.CapLedger.Sent;
import io.campanile.jobs.decide.Repeats.Accepted;
import io.campanile.model.ByteWriter;
import io.campanile.model.Channel;
import io.campanile.model.Ids;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Agenda} in binary, behind a version; names stand in a table once and are numbers
 * elsewhere.
 */
public final class AgendaCodec {

  /** The version that this code writes. */
  static final int VERSION = 1;

  private AgendaCodec() {}

  /** Writes it. */
  public static void write(DataOutput out, Agenda agenda) throws IOException {
    ByteWriter bytes = new ByteWriter(256);
    Writer writer = new Writer(bytes);
    writer.waiting(agenda);
    writer.sends(agenda.ledger());
    writer.repeats(agenda.repeats());
    out.writeByte(VERSION);
    ValueCodec.writeUnsigned(out, writer.names.size());
    for (String name : writer.names.keySet()) {
      ValueCodec.writeText(out, name);
    }
    out.write(bytes.toBytes());
  }

  /** Reads what {@link #write} of this or an older version wrote. */
  public static Agenda read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("Unknown agenda format " + version + ": written by a newer version");
    }
    List<String> names = new ArrayList<>();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      names.add(ValueCodec.readText(in));
    }
    Reader reader = new Reader(in, names);
    Agenda agenda = new Agenda();
    reader.waiting(agenda);
    reader.sends(agenda.ledger());
    reader.repeats(agenda.repeats());
    return agenda;
  }

  private static final class Writer {
    private final DataOutput out;
    private final Map<String, Integer> names = new LinkedHashMap<>();

    Writer(DataOutput out) {
      this.out = out;
    }

    void name(String name) throws IOException {
      Integer number = names.get(name);
      if (number == null) {
        number = names.size();
        names.put(name, number);
      }
      ValueCodec.writeUnsigned(out, number);
    }

    void waiting(Agenda agenda) throws IOException {
      Map<String, FiredTrigger> fired = new LinkedHashMap<>();
      for (WaitingAction action : agenda.waiting()) {
        fired.putIfAbsent(action.fired().triggerId(), action.fired());
      }
      ValueCodec.writeUnsigned(out, fired.size());
      for (FiredTrigger trigger : fired.values()) {
        fired(trigger);
      }
      List<String> order = List.copyOf(fired.keySet());
      ValueCodec.writeUnsigned(out, agenda.waiting().size());
      for (WaitingAction action : agenda.waiting()) {
        ValueCodec.writeUnsigned(out, order.indexOf(action.fired().triggerId()));
        name(action.id());
        ValueCodec.writeUnsigned(out, action.position());
        ValueCodec.writeSigned(out, action.dueMillis() - action.fired().firedAtMillis());
        ValueCodec.writeSigned(out, action.comesUpMillis() - action.dueMillis());
        ValueCodec.writeUnsigned(out, action.priority());
        name(action.channel().wireName());
      }
    }

    private void fired(FiredTrigger trigger) throws IOException {
      out.write(HexFormat.of().parseHex(trigger.triggerId()));
      name(trigger.campaign());
      ValueCodec.writeText(out, trigger.key());
      ValueCodec.writeSigned(out, trigger.firedAtMillis());
      ValueCodec.writeSigned(out, trigger.firedAtMillis() - trigger.lastEventMillis());
      ValueCodec.writeUnsigned(out, trigger.eventIds().size());
      for (String id : trigger.eventIds()) {
        ValueCodec.writeText(out, id);
      }
      ValueCodec.writeUnsigned(out, trigger.aliases().size());
      for (Map.Entry<String, Map<String, @Nullable Object>> alias : trigger.aliases().entrySet()) {
        name(alias.getKey());
        ValueCodec.writeObject(out, alias.getValue());
      }
    }

    void sends(CapLedger ledger) throws IOException {
      ValueCodec.writeUnsigned(out, ledger.size());
      long previous = 0;
      for (Sent sent : ledger.sends()) {
        ValueCodec.writeSigned(out, sent.timeMillis() - previous);
        previous = sent.timeMillis();
        name(sent.campaign());
        name(sent.channel().wireName());
        ValueCodec.writeUnsigned(out, sent.tags().size());
        for (String tag : sent.tags()) {
          name(tag);
        }
      }
    }

    void repeats(Repeats repeats) throws IOException {
      ValueCodec.writeUnsigned(out, repeats.all().size());
      for (Map.Entry<String, ? extends Map<String, Accepted>> campaign : repeats.all().entrySet()) {
        name(campaign.getKey());
        ValueCodec.writeUnsigned(out, campaign.getValue().size());
        for (Map.Entry<String, Accepted> key : campaign.getValue().entrySet()) {
          ValueCodec.writeText(out, key.getKey());
          ValueCodec.writeSigned(out, key.getValue().timeMillis());
          out.writeBoolean(key.getValue().shadow());
        }
      }
    }
  }

  private record Reader(DataInput in, List<String> names) {

    String name() throws IOException {
      return names.get(ValueCodec.readSize(in));
    }

    Channel channel() throws IOException {
      String name = name();
      return Channel.of(name)
          .orElseThrow(
              () -> new IOException("Unknown channel " + name + ": written by a newer version"));
    }

    void waiting(Agenda agenda) throws IOException {
      List<FiredTrigger> fired = new ArrayList<>();
      int triggers = ValueCodec.readSize(in);
      for (int i = 0; i < triggers; i++) {
        fired.add(fired());
      }
      int size = ValueCodec.readSize(in);
      for (int i = 0; i < size; i++) {
        FiredTrigger trigger = fired.get(ValueCodec.readSize(in));
        String id = name();
        int position = ValueCodec.readSize(in);
        long dueMillis = trigger.firedAtMillis() + ValueCodec.readSigned(in);
        long comesUpMillis = dueMillis + ValueCodec.readSigned(in);
        int priority = ValueCodec.readSize(in);
        agenda.schedule(
            new WaitingAction(
                trigger, id, position, dueMillis, comesUpMillis, priority, channel()));
      }
    }

    private FiredTrigger fired() throws IOException {
      byte[] triggerId = new byte[Ids.TRIGGER_ID_BYTES];
      in.readFully(triggerId);
      String campaign = name();
      String key = ValueCodec.readText(in);
      long firedAtMillis = ValueCodec.readSigned(in);
      long lastEventMillis = firedAtMillis - ValueCodec.readSigned(in);
      List<String> eventIds = new ArrayList<>();
      int events = ValueCodec.readSize(in);
      for (int i = 0; i < events; i++) {
        eventIds.add(ValueCodec.readText(in));
      }
      Map<String, Map<String, @Nullable Object>> aliases = new LinkedHashMap<>();
      int size = ValueCodec.readSize(in);
      for (int i = 0; i < size; i++) {
        String alias = name();
        aliases.put(alias, ValueCodec.readObject(in));
      }
      return new FiredTrigger(
          HexFormat.of().formatHex(triggerId),
          campaign,
          key,
          firedAtMillis,
          List.copyOf(eventIds),
          lastEventMillis,
          aliases);
    }

    void sends(CapLedger ledger) throws IOException {
      int size = ValueCodec.readSize(in);
      long timeMillis = 0;
      for (int i = 0; i < size; i++) {
        timeMillis += ValueCodec.readSigned(in);
        String campaign = name();
        Channel channel = channel();
        List<String> tags = new ArrayList<>();
        int tagCount = ValueCodec.readSize(in);
        for (int tag = 0; tag < tagCount; tag++) {
          tags.add(name());
        }
        ledger.add(new Sent(timeMillis, campaign, channel, List.copyOf(tags)));
      }
    }

    void repeats(Repeats repeats) throws IOException {
      int campaigns = ValueCodec.readSize(in);
      for (int i = 0; i < campaigns; i++) {
        String campaign = name();
        int keys = ValueCodec.readSize(in);
        for (int key = 0; key < keys; key++) {
          String value = ValueCodec.readText(in);
          long timeMillis = ValueCodec.readSigned(in);
          repeats.accept(campaign, value, new Accepted(timeMillis, in.readBoolean()));
        }
      }
    }
  }
}
