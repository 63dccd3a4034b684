package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.berth.persistence.plugin.StoreFailed;
import java.time.Duration;
import java.util.List;

/** Opens the session with Cassandra. */
final class Connection {
    private Connection() {}

    /** Opens a session, or fails with {@link StoreFailed} if no node answers in time. */
    static CqlSession open(CassandraSettings settings) {
        Deadline deadline = Deadline.in(settings.connectWithin());
        for (int attempt = 1; true; attempt++) {
            try {
                return builder(settings).build();
            } catch (AuthenticationException refused) {
                throw failed(settings, refused, "check user and password");
            } catch (DriverException | IllegalArgumentException | IllegalStateException failure) {
                if (deadline.isOver()) {
                    throw failed(
                            settings,
                            failure,
                            settings.datacenter().isEmpty()
                                    ? "start it, or check the address"
                                    : "start it, or check the address and that the datacenter is "
                                            + settings.datacenter());
                }
                deadline.pause(attempt);
            }
        }
    }

    private static StoreFailed failed(CassandraSettings settings, RuntimeException cause, String advice) {
        return new StoreFailed(
                "the journal at %s cannot be reached within %d s: %s; %s"
                        .formatted(settings.address(), settings.connectWithin().toSeconds(), Cql.text(cause), advice),
                cause);
    }

    private static CqlSessionBuilder builder(CassandraSettings settings) {
        CqlSessionBuilder builder = CqlSession.builder().withConfigLoader(driverConfig(settings));
        if (!settings.datacenter().isEmpty()) {
            builder.withLocalDatacenter(settings.datacenter());
        }
        settings.address().contacts().forEach(contact -> builder.addContactPoint(contact.socketAddress()));
        if (!settings.credentials().user().isEmpty()) {
            builder.withAuthCredentials(
                    settings.credentials().user(), settings.credentials().password());
        }
        return builder;
    }

    private static DriverConfigLoader driverConfig(CassandraSettings settings) {
        String balancing =
                settings.datacenter().isEmpty() ? "DcInferringLoadBalancingPolicy" : "DefaultLoadBalancingPolicy";
        return DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.SESSION_NAME, "berth-journal")
                .withString(DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS, balancing)
                // Under load, version 5 of the protocol was seen to garble frames between this driver and Cassandra 5.
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.attemptWithin())
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, settings.attemptWithin())
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, settings.attemptWithin())
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, settings.attemptWithin())
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, settings.connectWithin())
                .withStringList(
                        DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                        List.of(settings.address().keyspace()))
                .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, 4_096)
                // Back soon after the journal is back.
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
                // A connection whose other side is gone without a word is found out.
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, Duration.ofSeconds(5))
                .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }
}
