package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes of each manifest that must be readable for ever, with a readable JSON rendering beside each. They are written
 * with {@code -Dgolden.write=true} and compared without. When a type gains a field after a release, first rename its
 * present files to {@code NAME.before-FIELD.cbor} and {@code .json}: they stay, and stay readable.
 */
final class Golden {
    static final Path FOLDER = Path.of("src/test/resources/golden");
    static final boolean IS_WRITING = Boolean.getBoolean("golden.write");

    private Golden() {}

    static Path cbor(String manifest) {
        return FOLDER.resolve(manifest.replace('/', '-') + ".cbor");
    }

    static Path json(Path cbor) {
        return cbor.resolveSibling(cbor.getFileName().toString().replaceFirst("\\.cbor$", ".json"));
    }

    static void write(String manifest, byte[] bytes) throws IOException {
        Files.createDirectories(FOLDER);
        Files.write(cbor(manifest), bytes);
        Files.writeString(json(cbor(manifest)), rendered(bytes));
    }

    /** The same tree as JSON, for people. */
    static String rendered(byte[] bytes) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonParser in = Cbor.FACTORY.createParser(bytes);
                JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            in.nextToken();
            out.copyCurrentStructure(in);
        }
        return text + "\n";
    }
}
