package io.campanile.patterns;

import io.campanile.model.Channel;
import java.util.Optional;
import java.util.Set;

/**
 * One template of {@code templates.yaml}: what the sender of a channel has under this name.
 *
 * @param channels for which channels; empty for all
 * @param variables what it is filled with; empty where that is not said
 */
record Template(Set<Channel> channels, Optional<Set<String>> variables) {}
