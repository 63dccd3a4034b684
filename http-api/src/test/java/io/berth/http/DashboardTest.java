package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's files, as a browser asks for them. What the pages do is tested in a browser, on a real member. */
class DashboardTest extends ApiTestBase {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*?'([^']+)';$");

    @Test
    void thePageIsAtTheRootAndNoOtherSiteMayShowOrFeedIt() {
        Answer page = docker("GET", "/", "").is(200);

        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.text()).contains("/dashboard/app.js").doesNotContain("http://", "https://");
    }

    @Test
    void everyModuleThatIsImportedIsThere() {
        Set<String> seen = new TreeSet<>();
        follow("/dashboard/app.js", seen);
        assertThat(seen).contains("/dashboard/lit-html/lit-html.js", "/dashboard/pages/overview.js");
    }

    private void follow(String path, Set<String> seen) {
        if (!seen.add(path)) {
            return;
        }
        Answer module = docker("GET", path, "").is(200);
        assertThat(module.header("Content-Type")).startsWith("application/javascript");
        IMPORT.matcher(module.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .map(name -> URI.create(path).resolve(name).toString())
                .forEach(imported -> follow(imported, seen));
    }

    /** A browser asks each time, and is told in a few bytes that nothing has changed. */
    @Test
    void whatHasNotChangedIsNotSentAgain() {
        String tag = docker("GET", "/dashboard/style.css", "").is(200).header("ETag");

        Answer again = send(HttpRequest.newBuilder(URI.create("http://" + host() + "/dashboard/style.css"))
                .header("If-None-Match", tag));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @Test
    void headAnswersAsGetDoes() {
        assertThat(docker("HEAD", "/", "").is(200).header("ETag"))
                .isEqualTo(docker("GET", "/", "").header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/nosuch.js",
                "/dashboard/../reference.conf",
                "/dashboard/..%2F..%2Freference.conf",
                "/dashboard/DashboardRoutes.class",
                "/dashboard/",
            })
    void nothingElseOfTheClassPathIsServed(String path) {
        assertThat(docker("GET", path, "").status()).isEqualTo(404);
    }
}
