package io.berth.node.crash;

import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;

/** A member with the process runtime, until it is killed. Arguments: its data folder, the file that gets its address. */
final class MemberProgram {
    private MemberProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Member member = Member.start(new MemberConfig(
                Path.of(arguments[0]), "127.0.0.1", 0, 0, RuntimeChoice.PROCESS, "local", MemberConfig.DEFAULT_SHARDS));
        Path addressFile = Path.of(arguments[1]);
        Path unfinished = addressFile.resolveSibling(addressFile.getFileName() + ".new");
        Files.writeString(unfinished, member.address().toString());
        Files.move(unfinished, addressFile, StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }
}
