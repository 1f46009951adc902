package io.wadi.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests that change saved views. */
final class ViewRequests {

    static final String PATH = "/api/views";

    private ViewRequests() {}

    static HttpRequest.Builder of(String server, String body) {
        return HttpRequest.newBuilder(URI.create(server + PATH.substring(1)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    static String save(String name, String query) {
        return "{\"name\": \"" + name + "\", \"query\": \"" + query + "\"}";
    }

    static String remove(String name) {
        return "{\"name\": \"" + name + "\", \"query\": null}";
    }

    /** Fills the table up to its limit. */
    static void fill(JdbcTemplate database) {
        database.update("insert into saved_views select 'n' || i, 'by=protocol', now(), 'me'"
                + " from generate_series((select count(*) + 1 from saved_views), 1000) as i");
    }

    /** Asks so that each answer is given. */
    static void askAll(Answers answers, String server, JdbcTemplate database) throws Exception {
        answers.get(server, PATH, "unknown=1");
        for (String body : new String[] {save("a", "by=src.host"), remove("b"), "[]"}) {
            answers.send(of(server, body), PATH);
        }
        answers.get(server, PATH, "");
        fill(database);
        answers.send(of(server, save("one more", "by=src.host")), PATH);
        answers.send(of(server, save("a", "by=dst.host")).header("Sec-Fetch-Site", "cross-site"), PATH);
        answers.send(of(server, save("a", "by=dst.host")).setHeader("Content-Type", "text/plain"), PATH);
    }
}
