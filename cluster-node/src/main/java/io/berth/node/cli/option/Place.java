package io.berth.node.cli.option;

import io.berth.node.config.RuntimeChoice;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What programs that run on a machine of a cluster have in common. */
public final class Place {
    @Option(names = "--name", paramLabel = "NAME", description = "What this machine is called (default: its hostname)")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:BERTH_DATA:-.berth}",
            description =
                    "Folder of its identity and state; the next start goes on with it; also by BERTH_DATA (default:"
                            + " .berth)")
    private Path data = Path.of(".berth");

    @Option(
            names = "--advertise",
            paramLabel = "HOST",
            description = "Name or IP address by which others reach this machine (default: the name)")
    private Optional<String> advertised = Optional.empty();

    @Option(
            names = "--publish-on",
            paramLabel = "ADDRESS",
            description = "Address of this machine on which published ports answer (default: all)")
    private Optional<String> publishOn = Optional.empty();

    @Option(
            names = "--runtime",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "auto (docker if an engine answers, else process), docker, process, or simulated (default: auto)")
    private String runtime = "auto";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
    private CommandSpec spec;

    public Path data() {
        return data;
    }

    public String name() {
        return name.orElseGet(Place::hostname);
    }

    /** By which others reach this machine; a name must have an address here too. */
    public String advertised() {
        String host = advertised.orElseGet(this::name);
        try {
            var _ = InetAddress.getByName(host);
            return host;
        } catch (UnknownHostException e) {
            throw usage(
                    "%s has no address on this machine: say --advertise with the name or IP address by which others reach it"
                            .formatted(host),
                    e);
        }
    }

    /** Where published ports are opened; empty for all addresses. */
    public Optional<InetAddress> publishOn() {
        return publishOn.map(host -> {
            try {
                return InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                throw usage("--publish-on must be an address of this machine, got " + host, e);
            }
        });
    }

    public RuntimeChoice runtime() {
        try {
            return RuntimeChoice.valueOf(runtime.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw usage("--runtime must be auto, docker, process or simulated, got " + runtime, e);
        }
    }

    /** A value of an option is wrong. */
    public ParameterException usage(String text, Exception cause) {
        return new ParameterException(spec.commandLine(), text, cause);
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
