package io.berth.link;

import io.berth.domain.spec.LogDriver;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import io.berth.link.proto.WireTask;

/** What few containers need, from and to its messages. */
final class Sandboxes {
    private Sandboxes() {}

    static WireTask.Sandbox write(Sandbox sandbox) {
        WireTask.Sandbox.Builder message = WireTask.Sandbox.newBuilder()
                .addAllGroups(sandbox.groups())
                .setReadOnlyRoot(sandbox.readOnlyRoot())
                .setInit(sandbox.init())
                .setTty(sandbox.tty())
                .setStdin(sandbox.stdin())
                .addAllCapabilityAdd(sandbox.capabilityAdd())
                .addAllCapabilityDrop(sandbox.capabilityDrop())
                .addAllSecurityOptions(sandbox.securityOptions())
                .putAllSysctls(sandbox.sysctls())
                .setPidsLimit(sandbox.pidsLimit())
                .setOomScoreAdj(sandbox.oomScoreAdj());
        sandbox.ulimits()
                .forEach(ulimit -> message.addUlimits(WireTask.Ulimit.newBuilder()
                        .setName(ulimit.name())
                        .setSoft(ulimit.soft())
                        .setHard(ulimit.hard())));
        return message.build();
    }

    static Sandbox read(WireTask.Sandbox message) {
        return new Sandbox(
                message.getGroupsList(),
                message.getReadOnlyRoot(),
                message.getInit(),
                message.getTty(),
                message.getStdin(),
                message.getCapabilityAddList(),
                message.getCapabilityDropList(),
                message.getSecurityOptionsList(),
                message.getSysctlsMap(),
                message.getUlimitsList().stream()
                        .map(ulimit -> new Sandbox.Ulimit(ulimit.getName(), ulimit.getSoft(), ulimit.getHard()))
                        .toList(),
                message.getPidsLimit(),
                message.getOomScoreAdj());
    }

    static WireTask.NameLookup write(NameLookup lookup) {
        return WireTask.NameLookup.newBuilder()
                .addAllHosts(lookup.hosts())
                .addAllNameservers(lookup.nameservers())
                .addAllSearch(lookup.search())
                .addAllOptions(lookup.options())
                .build();
    }

    static NameLookup read(WireTask.NameLookup message) {
        return new NameLookup(
                message.getHostsList(),
                message.getNameserversList(),
                message.getSearchList(),
                message.getOptionsList());
    }

    static WireTask.LogDriver write(LogDriver driver) {
        return WireTask.LogDriver.newBuilder()
                .setName(driver.name())
                .putAllOptions(driver.options())
                .build();
    }

    static LogDriver read(WireTask.LogDriver message) {
        return new LogDriver(message.getName(), message.getOptionsMap());
    }

    static WireTask.MountDetails write(Mount.Details details) {
        return WireTask.MountDetails.newBuilder()
                .setPropagation(details.propagation())
                .setIsUnfilled(details.isUnfilled())
                .setDriver(details.driver())
                .putAllDriverOptions(details.driverOptions())
                .setMode(details.mode())
                .build();
    }

    static Mount.Details read(WireTask.MountDetails message) {
        return new Mount.Details(
                message.getPropagation(),
                message.getIsUnfilled(),
                message.getDriver(),
                message.getDriverOptionsMap(),
                message.getMode());
    }
}
