package io.berth.http.route;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.spec.ServiceId;

/** From names in requests to addresses of entities. */
public final class Names {
    private Names() {}

    /** The service {@code {name}} in {@code ?namespace=}. */
    public static ServiceId service(Call call) {
        return new ServiceId("service", call.namespace(), call.path("name"));
    }

    /** The secret or config {@code {name}} in {@code ?namespace=}. */
    public static EntityRef vault(EntityRef.Kind kind, Call call) {
        return new EntityRef(kind, call.namespace() + "/" + call.path("name"));
    }
}
