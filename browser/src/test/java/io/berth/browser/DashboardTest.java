package io.berth.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator does with the pages: deploys, sees a death and the healing live, changes, reads logs and reasons. */
class DashboardTest extends BrowserFixture {
    /** Sleeps for a time that no other test sleeps for, so that its processes can be told from others. */
    private static final String SECONDS = Long.toString(200_000 + System.nanoTime() % 100_000);

    private static final String STACK = """
        services:
          web:
            command: ["sh", "-c", "echo hello from $$HOSTNAME; exec sleep %s"]
            environment: {HOSTNAME: "slot {{.Task.Slot}}"}
            deploy: {replicas: 2, restart_policy: {delay: 0s}}
            x-berth: {runtime: process}
        """.formatted(SECONDS);

    @Test
    void aStackIsPlannedDeployedAndSeenToRun() {
        deploy();

        line("All 1 service as desired · 1 node ready · 2 tasks running");
        accessible();
        page.getByText("shop_web", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("h2.title")).hasText("Service shop_web");
        seeText("2 of 2 running");
        page.getByText("Follow the log").click();
        seeText("hello from slot 1");
        accessible();
    }

    @Test
    void aKilledProcessIsSeenToHealWithoutAReload() {
        deploy();
        line("All 1 service as desired · 1 node ready · 2 tasks running");
        show("services/default/shop_web");

        sleepers().findFirst().orElseThrow().destroyForcibly();

        seeText("Tasks that are not wanted any more");
        assertThat(page.locator("tr.past")).containsText("failed");
        line("All 1 service as desired · 1 node ready · 2 tasks running");
    }

    @Test
    void aServiceIsScaledAndRefusalsAreShownInTheWordsOfTheApi() {
        deploy();
        show("services/default/shop_web");

        page.onDialog(Dialog::accept);
        page.getByText("Roll back").click();
        assertThat(page.locator(".outcome.bad")).containsText("shop_web");
        accessible();

        page.getByLabel("Replicas").fill("3");
        page.getByText("Scale", new Page.GetByTextOptions().setExact(true)).click();
        seeText("3 of 3 running");
    }

    @Test
    void aFileWithAMistakeChangesNothing() {
        show("deploy");
        page.getByLabel("Stack").fill("shop");
        page.getByLabel("Compose file").fill("services: {web: {imagge: x}}");
        page.getByText("Show the plan").click();

        assertThat(page.locator(".outcome.bad")).containsText("imagge");
        line("No services yet · 1 node ready · 0 tasks running");
    }

    @Test
    void aNodeIsDrainedAndTheReasonForWaitingIsTold() {
        deploy();
        line("All 1 service as desired · 1 node ready · 2 tasks running");
        show("nodes");
        page.locator("main td a").first().click();
        page.onDialog(Dialog::accept);
        page.getByText("Drain", new Page.GetByTextOptions().setExact(true)).click();

        show("");
        assertThat(page.locator(".trouble")).containsText("shop_web");
        assertThat(page.locator(".trouble")).containsText("no node can take");
        accessible();
    }

    /** A member that stops is told at once; when one is there again, the page is right again by itself. */
    @Test
    void aMemberThatIsGoneIsToldAndFoundAgain() {
        deploy();
        int port = member.address().getPort();
        member.close();
        assertThat(page.locator(".link")).hasText("▲ not live: trying again");

        member = startMember(port);

        assertThat(page.locator(".link")).hasText("● live");
        line("All 1 service as desired · 1 node ready · 2 tasks running");
    }

    @Test
    void everyPageIsAccessibleInTheDark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        deploy();
        for (String each : new String[] {"", "services", "nodes", "events", "deploy"}) {
            show(each);
            accessible();
        }
    }

    private void deploy() {
        show("deploy");
        page.getByLabel("Stack").fill("shop");
        page.getByLabel("Compose file").fill(STACK);
        page.getByText("Show the plan").click();
        seeText("2 of shop_web to");
        page.getByText("Apply it").click();
        assertThat(page.locator("h2.title")).hasText("Services");
    }

    private void line(String text) {
        assertThat(page.locator(".cluster")).containsText(text);
    }

    @Override
    final Stream<ProcessHandle> sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> arguments.length == 1 && arguments[0].equals(SECONDS))
                        .isPresent());
    }
}
