package io.berth.http.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns YAML into {@link YamlNode}s within limits, so that a small hostile file cannot cost much memory or time. */
final class YamlReader {
    static final int MOST_CHARACTERS = 1_048_576;
    static final int MOST_NODES = 50_000;
    static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 200;
    /** The last is how the library marks a plain ${NAME}, which {@link Interpolation} replaces. */
    private static final Set<Tag> KNOWN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.MERGE, Tag.ENV_TAG);

    private int nodes;

    private YamlReader() {}

    /** Reads one document; empty if there is none. */
    static Optional<YamlNode> read(String yaml) throws UnreadableYaml {
        if (yaml.length() > MOST_CHARACTERS) {
            throw new UnreadableYaml(0, "must be " + MOST_CHARACTERS + " characters or fewer, has " + yaml.length());
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel("compose file")
                .setSchema(new CoreSchema())
                .setUseMarks(true)
                .setCodePointLimit(MOST_CHARACTERS)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            checkDepth(settings, yaml);
            Optional<Node> root = new Compose(settings).composeString(yaml);
            return root.isEmpty() ? Optional.empty() : Optional.of(new YamlReader().convert(root.get(), 0));
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new UnreadableYaml(line(mark), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new UnreadableYaml(0, "not YAML: " + firstLine(e));
        }
    }

    /** The library composes by recursion: depth is counted over its events first, which come one after the other. */
    private static void checkDepth(LoadSettings settings, String yaml) throws UnreadableYaml {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            Event.ID id = event.getEventId();
            if (id == Event.ID.SequenceStart || id == Event.ID.MappingStart) {
                depth++;
            } else if (id == Event.ID.SequenceEnd || id == Event.ID.MappingEnd) {
                depth--;
            }
            if (depth > DEEPEST) {
                throw tooDeep(line(event.getStartMark()));
            }
        }
    }

    private YamlNode convert(Node node, int depth) throws UnreadableYaml {
        int line = line(node.getStartMark());
        if (depth > DEEPEST) {
            throw tooDeep(line);
        }
        if (++nodes > MOST_NODES) {
            throw new UnreadableYaml(
                    line, "has more than " + MOST_NODES + " values with its aliases expanded; use fewer aliases");
        }
        if (!KNOWN_TAGS.contains(node.getTag())) {
            throw new UnreadableYaml(line, "tag " + node.getTag().getValue() + " is not supported; remove it");
        }
        return switch (node) {
            case ScalarNode scalar ->
                new YamlNode.Text(line, scalar.getValue(), scalar.getTag().equals(Tag.NULL));
            case SequenceNode sequence -> {
                List<YamlNode> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(convert(item, depth + 1));
                }
                yield new YamlNode.Items(line, items);
            }
            case MappingNode mapping -> entries(mapping, line, depth);
            default -> throw new UnreadableYaml(line, "an alias cannot be resolved");
        };
    }

    /** Merge keys ({@code <<}) are gone by now: the library has put their entries into the map. */
    private YamlNode entries(MappingNode mapping, int line, int depth) throws UnreadableYaml {
        Map<String, YamlNode.Entry> own = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new UnreadableYaml(keyLine, "a key must be a text");
            }
            YamlNode value = convert(tuple.getValueNode(), depth + 1);
            YamlNode.Entry first = own.put(key.getValue(), new YamlNode.Entry(keyLine, key.getValue(), value));
            if (first != null) {
                throw new UnreadableYaml(
                        keyLine, "key " + key.getValue() + " is given twice, first in line " + first.line());
            }
        }
        return new YamlNode.Entries(line, List.copyOf(own.values()));
    }

    private static UnreadableYaml tooDeep(int line) {
        return new UnreadableYaml(line, "is nested deeper than " + DEEPEST + " levels, or an anchor contains itself");
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
    }
}
