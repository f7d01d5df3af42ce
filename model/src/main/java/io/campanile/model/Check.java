package io.campanile.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check of a decision, as data.
 *
 * @param check what was checked: {@code expires}, {@code grace}, {@code if}, {@code holdout},
 *     {@code consent}, {@code address}, {@code variables}, {@code quiet-hours}, {@code cap}, {@code
 *     status}; for triggers {@code audience} and {@code repeat}; for cancellations {@code
 *     cancel-on}
 * @param rule name of the policy's rule, where it has one
 * @param passed whether the action may go on
 * @param values what the check compared; JSON values and instants
 */
public record Check(
    String check, @Nullable String rule, boolean passed, Map<String, @Nullable Object> values) {}
