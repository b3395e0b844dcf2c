package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.turn.TakesTheMachine;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * The page at / as a person uses it: start, hear oneself, stop, play the recording; and what it
 * says when that fails.
 */
@TakesTheMachine
final class PageSystemTest extends ChromiumTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern DECIBELS = Pattern.compile("−\\d+ dB");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    @Test
    void shouldCallShowEchoAndPlayRecording() throws Exception {
        complaints(browser.driver()); // Those of the page before.
        ChromeDriver page = open(browser, server.url("/"));
        assertEquals("Start", text(page, "call-label"));
        click(page, "call");
        awaitState(page, "live");
        awaitText(page, "local-value", DECIBELS);
        awaitText(page, "remote-value", DECIBELS);
        for (String number : List.of("loss", "jitter", "round-trip", "added-delay")) {
            awaitText(page, number, NUMBER);
        }
        awaitText(page, "fact-Packets-echoed", Pattern.compile("[1-9]\\d+"));
        assertTrue(playing(page), "the echo is not played");
        click(page, "echo");
        awaitServerEcho(page, false);
        assertFalse(shown(page, "problem"), text(page, "problem-title"));

        click(page, "call");
        awaitState(page, "idle");
        Await.until("the recording is offered", LIMIT, () -> shown(page, "recording"), yes -> yes);
        Await.until(
                "the recording has a length",
                LIMIT,
                () ->
                        page.executeScript(
                                "return document.getElementById('recording-player').duration"),
                seconds -> seconds instanceof Double length && length > 0.5);
        page.executeScript("document.getElementById('recording-player').play()");
        Await.until(
                "the recording plays",
                LIMIT,
                () ->
                        page.executeScript(
                                "return document.getElementById('recording-player').currentTime"),
                seconds -> ((Number) seconds).doubleValue() > 0.2);
        assertEquals(List.of(), complaints(page));
    }

    private static void awaitServerEcho(ChromeDriver page, boolean on) throws Exception {
        String session = page.findElement(By.id("fact-Session")).getDomProperty("textContent");
        Await.until(
                "the server's echo is " + on,
                LIMIT,
                () -> server.session(session).path("echo").asBoolean(),
                echo -> echo == on);
    }

    @Test
    void shouldSayHowToAllowMicrophone() throws Exception {
        try (Chromium denying = Chromium.startWithoutMicrophone()) {
            ChromeDriver page = open(denying, server.url("/"));
            click(page, "call");
            awaitProblem(page, "The microphone is blocked.");
            awaitState(page, "idle");
        }
    }

    @Test
    void shouldSayThatPlainHttpGetsNoMicrophone() throws Exception {
        try (Chromium elsewhere =
                Chromium.startWithoutMicrophone(
                        "--host-resolver-rules=MAP ringway.test 127.0.0.1")) {
            ChromeDriver page =
                    open(elsewhere, server.url("/").replace("127.0.0.1", "ringway.test"));
            click(page, "call");
            awaitProblem(page, "This address gets no microphone.");
            assertTrue(text(page, "problem-advice").contains("--tls=self-signed"));
        }
    }

    @Test
    void shouldSayThatServerIsGone() throws Exception {
        TestServer gone = TestServer.start(Files.createTempDirectory(folder, "gone"), Map.of());
        ChromeDriver page;
        try (gone) {
            page = open(browser, gone.url("/"));
            click(page, "call");
            awaitState(page, "live");
        }
        awaitProblem(page, "The server ended the call.");
        awaitState(page, "idle");
        click(page, "call");
        awaitProblem(page, "The server does not answer.");
    }

    private static ChromeDriver open(Chromium browser, String url) {
        browser.driver().get(url);
        return browser.driver();
    }

    private static void click(ChromeDriver page, String id) {
        page.executeScript("document.getElementById(arguments[0]).click()", id);
    }

    private static String text(ChromeDriver page, String id) {
        return String.valueOf(
                page.executeScript(
                        "return document.getElementById(arguments[0])?.textContent ?? ''", id));
    }

    private static boolean shown(ChromeDriver page, String id) {
        return page.findElement(By.id(id)).isDisplayed();
    }

    private static boolean playing(ChromeDriver page) {
        return Boolean.TRUE.equals(
                page.executeScript(
                        "const p = document.getElementById('echo-player');"
                                + "return !p.paused && !p.muted && p.srcObject.active;"));
    }

    private static void awaitState(ChromeDriver page, String state) throws Exception {
        Await.until(
                "the page is " + state,
                LIMIT,
                () -> String.valueOf(page.executeScript("return document.body.dataset.state")),
                state::equals);
    }

    private static void awaitText(ChromeDriver page, String id, Pattern pattern) throws Exception {
        Await.until(
                id + " is like " + pattern,
                LIMIT,
                () -> text(page, id),
                text -> pattern.matcher(text).matches());
    }

    private static void awaitProblem(ChromeDriver page, String title) throws Exception {
        Await.until("it says: " + title, LIMIT, () -> text(page, "problem-title"), title::equals);
        assertTrue(shown(page, "problem"));
        assertFalse(text(page, "problem-advice").isBlank());
    }

    private static List<String> complaints(ChromeDriver page) {
        return page.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }
}
