package io.berth.persistence.codec;

import static io.berth.persistence.codec.Values.FLAG;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.spec.LogDriver;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import java.util.List;
import java.util.Map;

/** The codecs of what few containers need. */
final class SandboxCodec {
    static final Codec<Sandbox> SANDBOX = sandbox();
    static final Codec<NameLookup> LOOKUP = lookup();
    static final Codec<LogDriver> LOG_DRIVER = logDriver();
    static final Codec<Mount.Details> DETAILS = details();

    private SandboxCodec() {}

    private static Codec<List<String>> texts() {
        return Groups.list(TEXT);
    }

    private static Codec<Sandbox> sandbox() {
        var shape = Shape.<Sandbox>of("a sandbox");
        var groups = shape.unless(List.of(), "groups", texts(), Sandbox::groups);
        var readOnlyRoot = shape.unless(false, "ro", FLAG, Sandbox::readOnlyRoot);
        var init = shape.unless(false, "init", FLAG, Sandbox::init);
        var tty = shape.unless(false, "tty", FLAG, Sandbox::tty);
        var stdin = shape.unless(false, "stdin", FLAG, Sandbox::stdin);
        var capabilityAdd = shape.unless(List.of(), "cap-add", texts(), Sandbox::capabilityAdd);
        var capabilityDrop = shape.unless(List.of(), "cap-drop", texts(), Sandbox::capabilityDrop);
        var securityOptions = shape.unless(List.of(), "security", texts(), Sandbox::securityOptions);
        var sysctls = shape.unless(Map.of(), "sysctls", Groups.sortedMap(TEXT), Sandbox::sysctls);
        var ulimits = shape.unless(List.of(), "ulimits", Groups.list(ulimit()), Sandbox::ulimits);
        var pidsLimit = shape.unless(0L, "pids", LONG, Sandbox::pidsLimit);
        var oomScoreAdj = shape.unless(0, "oom", INT, Sandbox::oomScoreAdj);
        return shape.made(row -> new Sandbox(
                row.get(groups),
                row.get(readOnlyRoot),
                row.get(init),
                row.get(tty),
                row.get(stdin),
                row.get(capabilityAdd),
                row.get(capabilityDrop),
                row.get(securityOptions),
                row.get(sysctls),
                row.get(ulimits),
                row.get(pidsLimit),
                row.get(oomScoreAdj)));
    }

    private static Codec<Sandbox.Ulimit> ulimit() {
        var shape = Shape.<Sandbox.Ulimit>of("a limit of processes");
        var name = shape.always("name", TEXT, Sandbox.Ulimit::name);
        var soft = shape.unless(0L, "soft", LONG, Sandbox.Ulimit::soft);
        var hard = shape.unless(0L, "hard", LONG, Sandbox.Ulimit::hard);
        return shape.made(row -> new Sandbox.Ulimit(row.get(name), row.get(soft), row.get(hard)));
    }

    private static Codec<NameLookup> lookup() {
        var shape = Shape.<NameLookup>of("a name lookup");
        var hosts = shape.unless(List.of(), "hosts", texts(), NameLookup::hosts);
        var nameservers = shape.unless(List.of(), "servers", texts(), NameLookup::nameservers);
        var search = shape.unless(List.of(), "search", texts(), NameLookup::search);
        var options = shape.unless(List.of(), "options", texts(), NameLookup::options);
        return shape.made(
                row -> new NameLookup(row.get(hosts), row.get(nameservers), row.get(search), row.get(options)));
    }

    private static Codec<LogDriver> logDriver() {
        var shape = Shape.<LogDriver>of("a log driver");
        var name = shape.always("name", TEXT, LogDriver::name);
        var options = shape.unless(Map.of(), "options", Groups.sortedMap(TEXT), LogDriver::options);
        return shape.made(row -> new LogDriver(row.get(name), row.get(options)));
    }

    private static Codec<Mount.Details> details() {
        var shape = Shape.<Mount.Details>of("a mount's details");
        var propagation = shape.unless("", "propagation", TEXT, Mount.Details::propagation);
        var isUnfilled = shape.unless(false, "unfilled", FLAG, Mount.Details::isUnfilled);
        var driver = shape.unless("", "driver", TEXT, Mount.Details::driver);
        var driverOptions =
                shape.unless(Map.of(), "driver-options", Groups.sortedMap(TEXT), Mount.Details::driverOptions);
        var mode = shape.unless(0, "mode", INT, Mount.Details::mode);
        return shape.made(row -> new Mount.Details(
                row.get(propagation), row.get(isUnfilled), row.get(driver), row.get(driverOptions), row.get(mode)));
    }
}
