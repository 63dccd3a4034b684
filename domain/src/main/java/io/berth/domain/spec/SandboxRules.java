package io.berth.domain.spec;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of what a container gets of its node's kernel, of how it finds others by name, and of its log. */
final class SandboxRules {
    private static final Pattern GROUP = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]*");
    private static final Pattern CAPABILITY = Pattern.compile("(?i)(CAP_)?[A-Z][A-Z_]*");
    private static final Pattern SECURITY_OPTION = Pattern.compile(
            "no-new-privileges(:(true|false))?|label[:=].+|apparmor[:=].+|seccomp[:=].+|systempaths[:=].+");
    private static final Pattern SYSCTL = Pattern.compile("[a-z][a-z0-9_-]*([./][a-zA-Z0-9_-]+)+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}(%[a-zA-Z0-9]+)?");
    private static final Pattern HOST = Pattern.compile("\\S+(\\s+[a-zA-Z0-9][a-zA-Z0-9_.-]*)+");
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern DRIVER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_./:-]*");
    private static final Set<String> ULIMITS = Set.of(
            "as",
            "core",
            "cpu",
            "data",
            "fsize",
            "locks",
            "memlock",
            "msgqueue",
            "nice",
            "nofile",
            "nproc",
            "rss",
            "rtprio",
            "rttime",
            "sigpending",
            "stack");
    private static final int LONGEST = 4_096;
    private static final int MOST_OOM_SCORE = 1_000;

    private SandboxRules() {}

    static void check(Findings findings, String at, ContainerSpec container) {
        sandbox(findings, at + ".sandbox", container.sandbox());
        lookup(findings, at + ".lookup", container.lookup());
        container
                .logDriver()
                .ifPresent(driver -> findings.name(
                        at + ".logDriver.name", driver.name(), DRIVER, 255, "must be the name of a log driver"));
    }

    private static void sandbox(Findings findings, String at, Sandbox sandbox) {
        each(findings, at + ".groups", sandbox.groups(), GROUP, "must be the name or number of a group");
        each(findings, at + ".capabilityAdd", sandbox.capabilityAdd(), CAPABILITY, "must be such as CAP_NET_ADMIN");
        each(findings, at + ".capabilityDrop", sandbox.capabilityDrop(), CAPABILITY, "must be such as CAP_CHOWN");
        each(
                findings,
                at + ".securityOptions",
                sandbox.securityOptions(),
                SECURITY_OPTION,
                "must be no-new-privileges, or start with label=, apparmor=, seccomp= or systempaths=");
        sandbox.sysctls()
                .keySet()
                .forEach(key -> findings.name(
                        at + ".sysctls", key, SYSCTL, LONGEST, "must have keys such as net.core.somaxconn"));
        for (int i = 0; i < sandbox.ulimits().size(); i++) {
            ulimit(findings, at + ".ulimits[" + i + "]", sandbox.ulimits().get(i));
        }
        findings.require(sandbox.pidsLimit() >= 0, at + ".pidsLimit", sandbox.pidsLimit(), "must not be negative");
        findings.range(at + ".oomScoreAdj", sandbox.oomScoreAdj(), -MOST_OOM_SCORE, MOST_OOM_SCORE);
    }

    private static void ulimit(Findings findings, String at, Sandbox.Ulimit ulimit) {
        findings.require(
                ULIMITS.contains(ulimit.name()), at + ".name", ulimit.name(), "must be the name of a limit, as nofile");
        findings.require(
                ulimit.hard() == -1 || (ulimit.soft() != -1 && ulimit.soft() <= ulimit.hard()),
                at + ".soft",
                ulimit.soft(),
                "must not be above the hard limit " + ulimit.hard());
    }

    private static void lookup(Findings findings, String at, NameLookup lookup) {
        each(findings, at + ".hosts", lookup.hosts(), HOST, "must be an address and names, with blanks between");
        each(findings, at + ".nameservers", lookup.nameservers(), ADDRESS, "must be an IP address");
        each(findings, at + ".search", lookup.search(), WORD, "must be a domain");
        each(findings, at + ".options", lookup.options(), WORD, "must be such as ndots:1");
    }

    private static void each(Findings findings, String at, List<String> values, Pattern pattern, String rule) {
        for (int i = 0; i < values.size(); i++) {
            findings.name(at + "[" + i + "]", values.get(i), pattern, LONGEST, rule);
        }
    }
}
