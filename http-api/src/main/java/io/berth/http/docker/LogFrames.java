package io.berth.http.docker;

import io.berth.domain.agent.LogLine;
import io.berth.domain.service.Task;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.util.ByteString;

/**
 * Lines of logs as Docker streams them: each in a frame that says which output it is of, unless there was a terminal.
 *
 * @param isFramed whether the lines are in frames
 * @param hasTimes whether each begins with its time
 * @param hasDetails whether each says of which task it is
 */
record LogFrames(boolean isFramed, boolean hasTimes, boolean hasDetails) {
    private static final byte OUT = 1;
    private static final byte ERR = 2;

    /** Ends the client's command with its text as the error. */
    private static final byte SYSTEM = 3;

    private static final int HEAD = 8;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    /** The type of such a stream in this version of the API. */
    ContentType type(ApiVersion version) {
        if (version.compareTo(ApiVersion.TYPED_STREAMS) < 0) {
            return ContentTypes.APPLICATION_OCTET_STREAM;
        }
        String type = isFramed ? "vnd.docker.multiplexed-stream" : "vnd.docker.raw-stream";
        return MediaTypes.customBinary("application", type, true).toContentType();
    }

    ByteString line(LogLine line, Task task, String serviceId) {
        StringBuilder text = new StringBuilder();
        if (hasTimes) {
            text.append(TIME.format(line.at())).append(' ');
        }
        if (hasDetails) {
            text.append("com.docker.swarm.node.id=")
                    .append(SwarmIds.of(task.node().value()))
                    .append(",com.docker.swarm.service.id=")
                    .append(serviceId)
                    .append(",com.docker.swarm.task.id=")
                    .append(SwarmIds.of(task.id().value()))
                    .append(' ');
        }
        return frame(
                line.isError() ? ERR : OUT,
                text.append(line.text()).append('\n').toString());
    }

    ByteString fault(String text) {
        return frame(isFramed ? SYSTEM : OUT, text + "\n");
    }

    private ByteString frame(byte stream, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        if (!isFramed) {
            return ByteString.fromArray(payload);
        }
        byte[] frame = ByteBuffer.allocate(HEAD + payload.length)
                .put(stream)
                .position(HEAD - Integer.BYTES)
                .putInt(payload.length)
                .put(payload)
                .array();
        return ByteString.fromArray(frame);
    }
}
