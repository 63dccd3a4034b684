package io.berth.node.cli.command;

import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.Place;
import io.berth.node.config.HostAndPort;
import io.berth.node.config.JournalAddress;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.MemberPorts;
import io.berth.node.config.Membership;
import io.berth.node.wiring.Member;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A member of the control plane, in the foreground. */
@Command(
        name = "server",
        description = "Start a member of the control plane, with an agent on the same machine",
        footer = "@FILE reads options from a file.")
public final class Server implements Callable<Integer> {
    private static final String REMOVED =
            "this member was removed from the cluster, as the others could not reach it; start it again to rejoin";

    @Mixin
    private Place place = new Place();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address that agents and members are served on (default: as --advertise)")
    private Optional<String> bind = Optional.empty();

    @Option(
            names = "--http",
            paramLabel = "ADDRESS",
            defaultValue = MemberPorts.LOOPBACK,
            description = "Address of the API (default: ${DEFAULT-VALUE})")
    private String http = MemberPorts.LOOPBACK;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7070",
            description = "Port of the API (default: 7070)")
    private int port = MemberPorts.DEFAULT_HTTP;

    @Option(
            names = "--link-port",
            paramLabel = "PORT",
            defaultValue = "7071",
            description = "Port for agents (default: 7071)")
    private int linkPort = MemberPorts.DEFAULT_LINK;

    @Option(
            names = "--cluster-port",
            paramLabel = "PORT",
            defaultValue = "7072",
            description = "Port for other members (default: 7072)")
    private int clusterPort = MemberPorts.DEFAULT_CLUSTER;

    @Option(
            names = "--journal",
            paramLabel = "URI",
            description =
                    "Where events are kept: rocksdb:DIR (default: in --data) or cassandra://HOST:PORT,.../KEYSPACE")
    private Optional<String> journal = Optional.empty();

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "20",
            description = "Parts into which entities are divided, fixed by the first start (default: 20)")
    private int shards = MemberConfig.DEFAULT_SHARDS;

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT,...",
            description =
                    "The other members; the port is 7072 if none is said. All use the same ports; this one may stand"
                            + " in it too")
    private Optional<String> join = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:BERTH_TOKEN:-}",
            description = "A join token of the role member, for the first start; also by BERTH_TOKEN")
    private String token = "";

    @Option(
            names = "--create",
            arity = "0..1",
            paramLabel = "NAME",
            fallbackValue = "",
            description =
                    "Create the cluster if this member has never been in one: said to one member, or with its name to"
                            + " all")
    private Optional<String> creator = Optional.empty();

    @Option(
            names = "--fast-detector",
            description = "Notice a dead member sooner; a starved host may be taken for a dead one")
    private boolean isTuned;

    @Option(
            names = "--certificate-lifetime",
            paramLabel = "DURATION",
            description = "How long certificates are valid that this member signs (default: 2160h)")
    private Optional<Duration> certificates = Optional.empty();

    @Option(names = "--no-agent", description = "Run no tasks on this machine")
    private boolean hasNoAgent;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        MemberConfig config = config();
        out.println("starting member %s; the journal is %s".formatted(config.name(), config.journal()));
        Member member = start(config);
        out.println("listening on " + member.address());
        out.println("agents join at %s:%d, with a token of: berth token create --role agent"
                .formatted(config.ports().advertised(), member.linkPort()));
        boolean isAsked = Foreground.await(member, member.ended(), out);
        if (!isAsked) {
            spec.commandLine().getErr().println("berth: " + REMOVED);
        }
        return isAsked ? ExitCode.DONE : ExitCode.REMOVED;
    }

    private static Member start(MemberConfig config) {
        try {
            return Member.start(config);
        } catch (UncheckedIOException e) {
            throw new Refused("cannot start: " + e.getMessage(), e);
        }
    }

    private MemberConfig config() {
        try {
            String advertised = place.advertised();
            return new MemberConfig(
                    place.data(),
                    place.name(),
                    journal.map(JournalAddress::parse)
                            .orElseGet(() -> new JournalAddress.Embedded(
                                    place.data().toAbsolutePath().resolve("journal"))),
                    new MemberPorts(
                            advertised, bind.orElse(advertised), http, port, linkPort, clusterPort, place.publishOn()),
                    new Membership(
                            join.map(all -> Membership.others(new HostAndPort(advertised, clusterPort), all))
                                    .orElse(List.of()),
                            token,
                            creator.filter(name -> name.isEmpty() || name.equals(place.name()))
                                    .isPresent(),
                            isTuned,
                            certificates.orElse(Membership.DEFAULT_LIFETIME)),
                    place.runtime(),
                    !hasNoAgent,
                    shards);
        } catch (IllegalArgumentException e) {
            throw place.usage(String.valueOf(e.getMessage()), e);
        }
    }
}
