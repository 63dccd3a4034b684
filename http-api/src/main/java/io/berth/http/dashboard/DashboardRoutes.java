package io.berth.http.dashboard;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.conditional;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.head;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static org.apache.pekko.http.javadsl.server.Directives.respondWithHeaders;
import static org.apache.pekko.http.javadsl.server.PathMatchers.remaining;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The dashboard: {@code /} and what it loads from below {@code /dashboard}. Static files of this program, so that nothing
 * is built to run it and nothing comes from another site; all that it shows, it reads from the native API.
 */
public final class DashboardRoutes {
    private static final PageFiles OURS = new PageFiles("io/berth/http/dashboard/");
    private static final PageFiles LIT_HTML = new PageFiles("META-INF/resources/webjars/lit-html/3.3.2/");

    /** Only files of this member are run, and no other site may put the pages, which have commands, into its own. */
    private static final List<HttpHeader> HEADERS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Cache-Control", "no-cache"));

    private DashboardRoutes() {}

    /** Answers GET and HEAD of the pages and rejects everything else. */
    public static Route routes() {
        Supplier<Route> pages = () -> concat(
                pathEndOrSingleSlash(() -> file(OURS.find("index.html"))),
                pathPrefix(
                        "dashboard",
                        () -> concat(
                                pathPrefix("lit-html", () -> path(remaining(), name -> file(LIT_HTML.find(name)))),
                                path(remaining(), name -> file(OURS.find(name))))));
        return concat(get(pages), head(pages));
    }

    private static Route file(Optional<PageFiles.PageFile> found) {
        return found.map(file ->
                        respondWithHeaders(HEADERS, () -> conditional(file.tag(), () -> complete(file.entity()))))
                .orElseGet(() -> reject());
    }
}
