package io.berth.gates;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Rules about Java sources that the compiler does not know. Sources are parsed, not matched. */
public final class JavaRules {
    /** More does not fit into a reader's head: a file is one concept. */
    public static final int FILE_LINES_MAX = 300;

    /** More does not fit onto a screen. */
    public static final int METHOD_LINES_MAX = 40;

    /** Names that say what a class is for the compiler, not what it is. */
    private static final List<String> BANNED_ENDINGS = List.of("Util", "Utils", "Helper", "Manager", "Impl", "Service");

    private static final Map<String, String> BANNED_MEMBERS = Map.of(
            "System.out", "only programs write to standard output; log, or return the text",
            "System.err", "only programs write to standard error; log, or return the text",
            "Thread.sleep", "wait for the thing itself: a latch, a future, Awaitility in tests");

    private static final Set<String> BANNED_ANNOTATIONS = Set.of("Disabled", "Ignore");

    /** The packages of programs, which talk to a person. */
    private static final List<String> PROGRAMS =
            List.of("io.berth.node.cli", "io.berth.node.main", "io.berth.gates", "io.berth.bench");

    /** Packages that look at things outside at intervals, since nothing tells when they change; their tests do not. */
    private static final List<String> PACED = List.of("io.berth.agent", "io.berth.node.cli");

    /** Marks of unfinished work, put together here so that this file does not bear them. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    private JavaRules() {}

    /** Everything in these files that breaks a rule. */
    public static List<Finding> check(Collection<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Finding> findings = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                checkText(unit, findings);
                new Scanner(unit, positions, findings).scan(unit, null);
            }
        }
        return findings;
    }

    private static void checkText(CompilationUnitTree unit, List<Finding> findings) throws IOException {
        Path file = Path.of(unit.getSourceFile().toUri());
        List<String> lines =
                unit.getSourceFile().getCharContent(true).toString().lines().toList();
        if (lines.size() > FILE_LINES_MAX) {
            findings.add(
                    new Finding(file, lines.size(), "file has over " + FILE_LINES_MAX + " lines; split it by concept"));
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = UNFINISHED.matcher(lines.get(i));
            if (mark.find()) {
                findings.add(new Finding(file, i + 1L, mark.group() + " is banned; do it or open an issue"));
            }
        }
    }

    private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Finding> findings;
        private final Path file;
        private final boolean isProgram;
        private final boolean isPaced;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<Finding> findings) {
            this.unit = unit;
            this.positions = positions;
            this.findings = findings;
            this.file = Path.of(unit.getSourceFile().toUri());
            String name = String.valueOf(unit.getPackageName());
            this.isProgram = isBelow(name, PROGRAMS);
            this.isPaced = isBelow(name, PACED) && !file.toString().contains("src/test");
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long lines = line(positions.getEndPosition(unit, method)) - line(start(method)) + 1;
            if (lines > METHOD_LINES_MAX) {
                report(
                        method,
                        "method %s has %d lines, over %d; split it by what its parts do"
                                .formatted(method.getName(), lines, METHOD_LINES_MAX));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            String name = type.getSimpleName().toString();
            BANNED_ENDINGS.stream()
                    .filter(name::endsWith)
                    .findFirst()
                    .ifPresent(ending ->
                            report(type, "the name %s ends in %s; name the concept instead".formatted(name, ending)));
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
            String member = select.toString();
            String advice = BANNED_MEMBERS.get(member.startsWith("java.lang.") ? member.substring(10) : member);
            boolean isAllowed = member.endsWith("sleep") ? isPaced : isProgram;
            if (advice != null && !isAllowed) {
                report(select, member + " is banned; " + advice);
            }
            return super.visitMemberSelect(select, null);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
            String type = annotation.getAnnotationType().toString();
            if (BANNED_ANNOTATIONS.contains(type.substring(type.lastIndexOf('.') + 1))) {
                report(annotation, "@" + type + " is banned; repair the test or remove it");
            }
            return super.visitAnnotation(annotation, null);
        }

        private static boolean isBelow(String name, List<String> packages) {
            return packages.stream().anyMatch(each -> (name + ".").startsWith(each + "."));
        }

        private void report(Tree tree, String text) {
            findings.add(new Finding(file, line(start(tree)), text));
        }

        private long start(Tree tree) {
            return positions.getStartPosition(unit, tree);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
