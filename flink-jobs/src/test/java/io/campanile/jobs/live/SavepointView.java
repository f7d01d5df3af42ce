package io.campanile.jobs.live;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/** What a savepoint holds, read from its files as Flink reads them. */
final class SavepointView {

  private static final ClassLoader CLASSES = SavepointView.class.getClassLoader();

  private final CheckpointMetadata metadata;

  private SavepointView(CheckpointMetadata metadata) {
    this.metadata = metadata;
  }

  /** Reads the savepoint that lies at a URI. */
  static SavepointView of(String savepoint) throws IOException {
    Path directory = Path.of(URI.create(savepoint));
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(directory.resolve("_metadata"))))) {
      return new SavepointView(Checkpoints.loadCheckpointMetadata(in, CLASSES, savepoint));
    }
  }

  /** The ids of all operators in it. */
  List<String> operators() {
    return metadata.getOperatorStates().stream()
        .map(operator -> operator.getOperatorID().toHexString())
        .sorted()
        .toList();
  }

  /** What the operator of this id keeps, a line a state; empty where it keeps nothing. */
  SortedSet<String> states(String operatorId) throws IOException {
    SortedSet<String> states = new TreeSet<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      if (operator.getOperatorID().toHexString().equals(operatorId)) {
        if (operator.getCoordinatorState() != null) {
          states.add("coordinator");
        }
        for (OperatorSubtaskState subtask : operator.getStates()) {
          addStates(subtask, states);
        }
      }
    }
    return states;
  }

  private static void addStates(OperatorSubtaskState subtask, SortedSet<String> states)
      throws IOException {
    for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
      addKeyed((KeyGroupsStateHandle) handle, states);
    }
    for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
      addOperators(handle, states);
    }
    if (!subtask.getRawKeyedState().isEmpty()) {
      states.add("raw keyed state");
    }
    if (!subtask.getRawOperatorState().isEmpty()) {
      states.add("raw operator state");
    }
  }

  private static void addKeyed(KeyGroupsStateHandle handle, SortedSet<String> states)
      throws IOException {
    KeyedBackendSerializationProxy<?> header = new KeyedBackendSerializationProxy<>(CLASSES);
    try (FSDataInputStream in = handle.openInputStream()) {
      header.read(new DataInputViewStreamWrapper(in));
    }
    states.add("key: " + name(header.getKeySerializerSnapshot()));
    header.getStateMetaInfoSnapshots().forEach(state -> states.add(line("keyed", state)));
  }

  private static void addOperators(OperatorStateHandle handle, SortedSet<String> states)
      throws IOException {
    OperatorBackendSerializationProxy header = new OperatorBackendSerializationProxy(CLASSES);
    try (FSDataInputStream in = handle.openInputStream()) {
      header.read(new DataInputViewStreamWrapper(in));
    }
    header
        .getOperatorStateMetaInfoSnapshots()
        .forEach(state -> states.add(line("operator", state)));
    header.getBroadcastStateMetaInfoSnapshots().forEach(state -> states.add(line("", state)));
  }

  /** Such as {@code keyed value customer: BytePrimitiveArraySerializer 3}. */
  private static String line(String where, StateMetaInfoSnapshot state) {
    String kind =
        switch (state.getBackendStateType()) {
          case KEY_VALUE, KEY_VALUE_V2 ->
              where + " " + option(state, StateMetaInfoSnapshot.CommonOptionsKeys.KEYED_STATE_TYPE);
          case OPERATOR ->
              where
                  + " "
                  + option(
                      state,
                      StateMetaInfoSnapshot.CommonOptionsKeys.OPERATOR_STATE_DISTRIBUTION_MODE);
          case BROADCAST -> "broadcast";
          case PRIORITY_QUEUE -> "timers";
        };
    String serializers =
        state.getSerializerSnapshotsImmutable().entrySet().stream()
            .map(
                serializer ->
                    words(serializer.getKey().replace("_SERIALIZER", ""))
                        + " "
                        + name(serializer.getValue()))
            .sorted()
            .collect(Collectors.joining(", "));
    return kind + " " + state.getName() + ": " + serializers;
  }

  private static String option(
      StateMetaInfoSnapshot state, StateMetaInfoSnapshot.CommonOptionsKeys key) {
    return words(String.valueOf(state.getOption(key)));
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String name(TypeSerializerSnapshot<?> snapshot) {
    return name(snapshot.restoreSerializer()) + " v" + snapshot.getCurrentVersion();
  }

  private static String name(TypeSerializer<?> serializer) {
    return serializer instanceof MapSerializer<?, ?> map
        ? "Map<" + name(map.getKeySerializer()) + ", " + name(map.getValueSerializer()) + ">"
        : serializer.getClass().getSimpleName();
  }
}
