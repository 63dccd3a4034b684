package io.berth.http.compose;

import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;

/**
 * A service of a stack.
 *
 * @param key its name in the file
 * @param id its name in the cluster, {@code STACK_KEY}
 * @param spec checked by {@link io.berth.domain.spec.SpecRules}; references to secrets and configs have version 0
 */
public record StackPart(String key, ServiceId id, ServiceSpec spec) {}
