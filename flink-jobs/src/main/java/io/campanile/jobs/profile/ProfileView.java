package io.campanile.jobs.profile;

import io.campanile.patterns.ProfileFields;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a customer and what is computed, as one object; what is computed is computed
 * when it is asked for. Where both have the same name, the computed one counts.
 */
final class ProfileView extends AbstractMap<String, @Nullable Object> {

  private final Map<String, @Nullable Object> said;
  private final Profile profile;
  private final Behaviour behaviour;

  ProfileView(Map<String, @Nullable Object> said, Profile profile, Behaviour behaviour) {
    this.said = said;
    this.profile = profile;
    this.behaviour = behaviour;
  }

  private @Nullable Object value(String name) {
    return switch (name) {
      case ProfileFields.CONTACT_POINTS -> behaviour.index().contacts().view(profile);
      case ProfileFields.CONSENT_BASIS -> profile.consents().bases();
      case ProfileFields.CONSENT_AT -> profile.consents().times();
      default -> behaviour.value(name);
    };
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (key instanceof String name && behaviour.computes(name)) {
      return value(name);
    }
    return said.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    if (key instanceof String name && behaviour.computes(name)) {
      return value(name) != null;
    }
    return said.containsKey(key);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(said);
    for (String name : behaviour.names()) {
      Object value = value(name);
      if (value == null) {
        all.remove(name);
      } else {
        all.put(name, value);
      }
    }
    return all.entrySet();
  }
}
