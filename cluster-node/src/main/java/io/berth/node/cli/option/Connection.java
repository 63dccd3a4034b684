package io.berth.node.cli.option;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.api.Refused;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which member is asked, and about which namespace. */
public final class Connection {
    public static final String DEFAULT_HOST = "http://127.0.0.1:7070";

    @Option(
            names = {"-H", "--host"},
            paramLabel = "URL",
            defaultValue = "${env:BERTH_HOST:-" + DEFAULT_HOST + "}",
            description = "The member to ask; also by BERTH_HOST (default: " + DEFAULT_HOST + ")")
    private URI host = URI.create(DEFAULT_HOST);

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The namespace of all names (default: default)")
    private String namespace = "default";

    public Api api() {
        if (host.getScheme() == null || host.getHost() == null) {
            throw new Refused(0, "--host must be a URL such as %s, got %s".formatted(DEFAULT_HOST, host));
        }
        return new Api(host, namespace);
    }
}
