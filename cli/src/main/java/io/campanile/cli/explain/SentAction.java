package io.campanile.cli.explain;

import io.campanile.model.ActionRecord.Operation;
import java.time.Instant;

/**
 * Of an action that was sent, what an explanation tells. Neither the address nor the variables:
 * they are personal data, and explain nothing.
 *
 * @param actionId which action
 * @param operation what the channel was asked to do
 * @param template what was sent
 * @param expiresAt the channel refuses it after this
 */
public record SentAction(
    String actionId, Operation operation, String template, Instant expiresAt) {}
