package io.ringway.server.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringway.server.config.Configuration;
import io.ringway.server.config.ConfigurationException;
import io.ringway.server.config.SettingCatalog;
import io.ringway.server.config.SettingLayers;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.sip.auth.DigestAlgorithm;
import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import io.ringway.signaling.sip.trunk.CallerIdRule;
import io.ringway.signaling.sip.trunk.TrunkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialPlanTest {

    private static final Path EXAMPLES = Path.of("..", "deploy");

    @TempDir private Path folder;
    private final Map<String, String> flags = new HashMap<>();

    private DialPlan load() {
        SettingLayers layers = new SettingLayers(SettingCatalog.load());
        layers.flags(flags);
        return DialPlan.load(Configuration.of(layers.resolve()).sipAccounts());
    }

    private Path write(String setting, String text) {
        try {
            Path file = Files.writeString(folder.resolve(setting), text);
            flags.put(setting, file.toString());
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> problems() {
        return assertThrows(ConfigurationException.class, this::load).problems();
    }

    @Test
    void shouldAnswerOutOfTheBox() {
        DialPlan plan = load();
        assertEquals(Set.of(), plan.users().names());
        assertEquals(
                new Destination.Speech(),
                plan.routes().route(new CallParties("", "", "speech", "", "")));
    }

    @Test
    void shouldReadTheExamples() {
        flags.put("sip-digest-algorithms", "SHA-256,MD5");
        flags.put("sip-users-file", EXAMPLES.resolve("sip-users.conf").toString());
        flags.put("sip-trunks-file", EXAMPLES.resolve("sip-trunks.conf").toString());
        flags.put("routes-file", EXAMPLES.resolve("routes.conf").toString());
        DialPlan plan = load();
        assertEquals(Set.of("alice", "bob"), plan.users().names());
        DigestSecret hashed = plan.users().secret("bob");
        assertNotNull(hashed);
        DigestSecret typed = new DigestSecret.Password("change-me");
        for (DigestAlgorithm.Hash hash :
                List.of(DigestAlgorithm.Hash.MD5, DigestAlgorithm.Hash.SHA_256)) {
            assertEquals(typed.ha1("bob", "ringway", hash), hashed.ha1("bob", "ringway", hash));
        }
        TrunkSettings munich = plan.trunks().getFirst();
        assertEquals(2, munich.servers().size());
        assertEquals(CallerIdRule.ASSERT, munich.callerId());
        assertEquals(Profile.RTP, munich.media());
        assertEquals(
                new Destination.Dial(
                        List.of(new DialTarget.Trunk("munich", "+49301234")), false, 60_000, false),
                plan.routes().route(new CallParties("", "", "0301234", "", "user:alice")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "password=x | 1: password stands before the first [name] of FILE",
                "[a]\\npasswort=x | 2: unknown key passwort; did you mean password?",
                "[a]\\n[a]\\npassword=x | 2: [a] is already at FILE:1",
                "[a]\\npassword=x\\npassword=y | 3: password is set twice in [a]",
                "[a]\\nnonsense | 2: expected [name], key=value or # comment, got 'nonsense'",
                "[a] | 1: [a] needs either password or ha1-… of user:realm:password",
                "[a b]\\npassword=x | 1: [a b] 'a b' is no user name; letters, digits and ._+@~!*- make one",
                "[a]\\nha1-md5=00000000000000000000000000000000 | 1: [a] lacks ha1-sha-256, which sip-digest-algorithms=SHA-256 needs",
                "[a]\\nha1-md5=123 | 1: [a] a MD5 hash has 32 hexadecimal digits; got 3 characters",
                "[a]\\npassword=x\\n[b]\\npassword=x\\nauth-user=a | 3: [b] auth-user a is that of [a] too",
            })
    void shouldNameTheLineOfAWrongUser(String text, String problem) {
        flags.put("sip-digest-algorithms", "SHA-256,MD5");
        Path file = write("sip-users-file", text.replace("\\n", "\n"));
        String expected = file + ":" + problem.replace("FILE", file.toString());
        assertEquals(List.of(expected), problems().stream().limit(1).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[t] | needs server=sip:HOST",
                "[t]\\nserver=sip:a@b | 'sip:a@b' is no server; write sip:host, sip:host:5080;transport=tcp or sips:host",
                "[t]\\nserver=h\\nregister=true | register=true needs user=NAME",
                "[t]\\nserver=h\\nregister=yes | register must be one of false, true; got 'yes'",
                "[t]\\nserver=h\\nmedia=zrtp | media must be one of dtls-srtp, rtp, sdes, webrtc; got 'zrtp'",
                "[t]\\nserver=h\\nsources=1.2.3 | sources: '1.2.3' is no address; write 192.0.2.7 or 192.0.2.0/24",
                "[t]\\nserver=sips:h\\nclient-key=k | client-certificate and client-key go together",
                "[t]\\nserver=h\\ntrust=t | client-certificate and trust are for TLS; write server=sips:HOST",
                "[t]\\nserver=h\\nqualify-s=often | qualify-s must be a number of seconds; got 'often'",
            })
    void shouldNameTheLineOfAWrongTrunk(String text, String problem) {
        Path file = write("sip-trunks-file", text.replace("\\n", "\n"));
        assertEquals(List.of(file + ":1: [t] " + problem), problems());
    }

    @Test
    void shouldReportRulesByFileAndLine() {
        Path file = write("routes-file", "# mine\nto:a -> user:zoe\n");
        assertEquals(
                List.of(file + ":2: there is no user 'zoe'; there is none in sip-users-file"),
                problems());
    }

    @Test
    void shouldNameAFileThatIsNotThere() {
        flags.put("routes-file", folder.resolve("absent").toString());
        assertEquals(
                List.of(
                        "routes-file: "
                                + folder.resolve("absent")
                                + " does not exist; name one that does, or leave it empty"),
                problems());
        flags.clear();
        assertNull(load().users().find("alice"));
    }
}
