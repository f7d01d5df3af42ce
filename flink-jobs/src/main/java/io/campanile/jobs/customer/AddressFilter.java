package io.campanile.jobs.customer;

import io.campanile.jobs.profile.ContactPoints;
import io.campanile.jobs.profile.Profile;
import io.campanile.model.Channel;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Variable;
import io.campanile.patterns.Policy;
import io.campanile.patterns.ProfileFields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves addresses out of records, where that is configured: the properties of the profile that the
 * policy finds addresses in, and whatever has the value of an address.
 */
final class AddressFilter {

  private final boolean omits;
  private final ContactPoints contacts;
  private final Set<Channel> channels;
  private final Set<String> names;

  /**
   * A filter.
   *
   * @param omits whether anything is left out
   */
  AddressFilter(Policy policy, boolean omits) {
    this.omits = omits;
    this.contacts = new ContactPoints(policy);
    this.channels = policy.addresses().keySet();
    this.names = new HashSet<>(policy.addressTraits());
    names.add(ProfileFields.CONTACT_POINTS);
  }

  /** The address of an action. */
  @Nullable String address(@Nullable String address) {
    return omits ? null : address;
  }

  /** What an action's template is filled with. */
  Map<String, Object> variables(Action action, Map<String, Object> variables, Profile profile) {
    if (!omits || variables.isEmpty()) {
      return variables;
    }
    Map<String, Object> kept = new LinkedHashMap<>(variables);
    for (Variable variable : action.variables()) {
      if (variable.value().profileProperties().stream().anyMatch(names::contains)) {
        kept.remove(variable.name());
      }
    }
    kept.values().removeAll(values(profile));
    return kept;
  }

  /** What is known about a customer. */
  Map<String, @Nullable Object> traits(Profile profile) {
    Map<String, @Nullable Object> traits = profile.traits();
    if (omits) {
      traits.keySet().removeAll(names);
      traits.values().removeAll(values(profile));
    }
    return traits;
  }

  /** Where channels reach a customer. */
  Map<String, @Nullable Object> contactPoints(Profile profile) {
    Map<String, @Nullable Object> points = contacts.view(profile);
    if (omits) {
      points.values().forEach(point -> ((Map<?, ?>) point).remove("address"));
    }
    return points;
  }

  private Set<String> values(Profile profile) {
    Set<String> values = new HashSet<>();
    channels.forEach(channel -> contacts.address(channel, profile).ifPresent(values::add));
    return values;
  }
}
