package io.berth.gates;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The flags with which Maven compiles every module, as the parent pom has them. */
final class CompilerFlags {
    private CompilerFlags() {}

    static List<String> of(Repository repository) throws IOException {
        Path pom = repository.root().resolve("pom.xml");
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
            NodeList arguments = document.getElementsByTagName("arg");
            List<String> flags = new ArrayList<>();
            for (int i = 0; i < arguments.getLength(); i++) {
                flags.add(arguments.item(i).getTextContent());
            }
            return flags;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + pom, e);
        }
    }
}
