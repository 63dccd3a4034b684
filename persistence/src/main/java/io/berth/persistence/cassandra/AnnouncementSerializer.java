package io.berth.persistence.cassandra;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** How announcements travel between members. */
public final class AnnouncementSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 70_104;
    private static final String WRITTEN = "journal.written/1";
    private static final String ORDERED = "journal.ordered/1";

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return switch ((Announcement) message) {
            case Announcement.Written _ -> WRITTEN;
            case Announcement.Ordered _ -> ORDERED;
            case Announcement.Others _, Announcement.Wrote _, Announcement.Gave _, Announcement.Flush _ ->
                throw new IllegalArgumentException(message + " is for its own process only");
        };
    }

    @Override
    public byte[] toBinary(Object message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch ((Announcement) message) {
                case Announcement.Written(var tails) -> write(out, tails);
                case Announcement.Ordered(var position) -> out.writeLong(position);
                case Announcement.Others _, Announcement.Wrote _, Announcement.Gave _, Announcement.Flush _ ->
                    throw new IllegalArgumentException(message + " is for its own process only");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Map<String, Long> tails) throws IOException {
        out.writeInt(tails.size());
        for (Map.Entry<String, Long> tail : tails.entrySet()) {
            out.writeUTF(tail.getKey());
            out.writeLong(tail.getValue());
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return switch (manifest) {
                case WRITTEN -> new Announcement.Written(tails(in));
                case ORDERED -> new Announcement.Ordered(in.readLong());
                default ->
                    throw new NotSerializableException(
                            "an announcement \"%s\", which this version does not know".formatted(manifest));
            };
        } catch (IOException damaged) {
            throw new NotSerializableException("an announcement cannot be read: " + damaged.getMessage());
        }
    }

    private static Map<String, Long> tails(DataInputStream in) throws IOException {
        Map<String, Long> tails = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            tails.put(in.readUTF(), in.readLong());
        }
        return tails;
    }
}
