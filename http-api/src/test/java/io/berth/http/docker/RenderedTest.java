package io.berth.http.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ServiceId;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class RenderedTest {
    private final AtomicInteger written = new AtomicInteger();

    private String of(Rendered rendered, String form, ServiceState state) {
        return rendered.of(form, state, () -> ByteString.fromString("json " + written.incrementAndGet()))
                .utf8String();
    }

    @Test
    void aStateIsWrittenOnceInEachForm() {
        Rendered rendered = new Rendered(1_000);
        ServiceState web = ServiceState.absent(ServiceId.of("web"));

        assertThat(of(rendered, "a", web)).isEqualTo("json 1");
        assertThat(of(rendered, "a", web)).isEqualTo("json 1");
        assertThat(of(rendered, "b", web)).isEqualTo("json 2");
    }

    @Test
    void anotherStateOfTheServiceIsWrittenAnew() {
        Rendered rendered = new Rendered(1_000);
        of(rendered, "a", ServiceState.absent(ServiceId.of("web")));

        assertThat(of(rendered, "a", ServiceState.absent(ServiceId.of("web")))).isEqualTo("json 2");
    }

    @Test
    void nothingIsKeptBeyondTheLimit() {
        Rendered rendered = new Rendered(10);
        ServiceState web = ServiceState.absent(ServiceId.of("web"));
        of(rendered, "a", web);
        of(rendered, "a", ServiceState.absent(ServiceId.of("db")));

        assertThat(of(rendered, "a", web)).isEqualTo("json 3");
    }
}
