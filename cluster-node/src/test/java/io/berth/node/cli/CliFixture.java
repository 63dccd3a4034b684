package io.berth.node.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs command lines against a fake member. */
abstract class CliFixture {
    static final String WEB = "{'name':'web','running':%d,'desired':3,'pending':[],"
            + "'spec':{'labels':{'a':'1'},'mode':{'kind':'replicated','replicas':3},"
            + "'template':{'containers':[{'name':'main','image':'busybox:1','env':{'A':'1','B':'2'}}]}},"
            + "'rollout':{'status':'%s','message':'%s','begun':1,'slots':3}}";

    @TempDir
    Path folder;

    final FakeMember member = new FakeMember();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        member.close();
    }

    int runAt(String... arguments) {
        return run(Stream.concat(Stream.of(arguments), Stream.of("--host", member.url()))
                .toArray(String[]::new));
    }

    int run(String... arguments) {
        return Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
