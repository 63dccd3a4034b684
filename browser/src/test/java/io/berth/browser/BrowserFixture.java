package io.berth.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A member with tasks as processes, and a page of Debian's chromium that looks at it. */
abstract class BrowserFixture {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    /** Nothing is asked of the world, and what comes when a profile is new stays away. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update");

    /** How long a page may take on a busy machine; none ever needs it. */
    static final double PATIENCE_MILLIS = 120_000;

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    private Path dataDir;

    Member member;
    Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "NOT RUN: " + CHROMIUM + " is not installed");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(FLAGS)
                        .setTimeout(PATIENCE_MILLIS));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() {
        member = startMember(0);
        page = browser.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(this::listen);
        show("");
    }

    @AfterEach
    void close() {
        page.close();
        member.close();
        sleepers().forEach(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofMillis((long) PATIENCE_MILLIS)).until(this::nobodyWritesHere);
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    /** A member with this test's data; {@code port} 0 is any free one. */
    final Member startMember(int port) {
        return Member.start(new MemberConfig(
                dataDir, "127.0.0.1", port, 0, RuntimeChoice.PROCESS, "local", MemberConfig.DEFAULT_SHARDS));
    }

    /** The processes of tasks that this test has started. */
    abstract Stream<ProcessHandle> sleepers();

    /** The shells that keep the exit codes of tasks have written them and ended. */
    private boolean nobodyWritesHere() {
        return ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(dataDir.toString()));
    }

    /** Requests that are refused, or that no member answers, are logged by the browser itself. */
    private void listen(ConsoleMessage message) {
        if (message.type().equals("error")
                && !message.text().startsWith("Failed to load resource")
                && !message.text().startsWith("WebSocket connection")) {
            complaints.add(message.text());
        }
    }

    /** Goes to a page such as {@code services}. */
    final void show(String hash) {
        page.navigate(member.address() + "/#/" + hash);
        page.waitForSelector(".link.live");
    }

    final void seeText(String text) {
        page.waitForSelector("text=" + text);
    }

    /** No rule of WCAG that a program can check is broken on the page as it is now. */
    final void accessible() {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(() -> "accessibility of " + page.url())
                .isEmpty();
    }
}
