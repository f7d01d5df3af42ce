package io.campanile.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check of a decision, as data.
 *
 * @param check what was checked: {@code expires}, {@code grace}, {@code if}, {@code holdout},
 *     {@code consent}, {@code address}, {@code variables}, {@code quiet-hours}, {@code cap}, {@code
 *     status}; for triggers {@code steps} (the matched events), {@code audience}, {@code repeat}
 *     and {@code actions} (what waits from then on); for cancellations {@code cancel-on}; for too
 *     many waiting actions {@code limit}
 * @param rule name of the policy's rule, where it has one
 * @param passed whether the action may go on
 * @param values what the check compared; JSON values and instants
 */
public record Check(
    String check, @Nullable String rule, boolean passed, Map<String, @Nullable Object> values) {}
