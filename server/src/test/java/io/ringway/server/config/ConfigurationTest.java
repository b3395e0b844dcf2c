package io.ringway.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.ice.IceMode;
import io.ringway.media.shard.WaitPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    private static Configuration with(Map<String, String> flags) {
        SettingLayers layers = new SettingLayers(SettingCatalog.load());
        layers.flags(flags);
        return Configuration.of(layers.resolve());
    }

    @Test
    void shouldCarryEveryRoom() {
        Configuration configuration =
                with(
                        Map.of(
                                "ice-mode", "full",
                                "speech-voice-gated", "true",
                                "dtls-setup", "passive",
                                "shards", "3",
                                "shard-cores", "1, 2",
                                "wait-strategy", "busy-spin",
                                "speech-encoding", "opus",
                                "session-manager-endpoint", "http://localhost:8000",
                                "node-id", "a1"));
        assertEquals(IceMode.CONTROLLED, configuration.ice().mode());
        assertEquals(DtlsRole.SERVER, configuration.dtls().preferredRole());
        assertEquals(3, configuration.threads().shards().orElseThrow());
        assertEquals(List.of(1, 2), configuration.threads().shardCores());
        assertEquals(WaitPolicy.BUSY_SPIN, configuration.threads().waitPolicy());
        assertEquals(SpeechFormat.Encoding.OPUS, configuration.speech().format().encoding());
        assertEquals(48_000, configuration.speech().format().rateHz());
        assertTrue(configuration.speech().format().voiceGated());
        assertEquals("http://localhost:8000", configuration.sessionManager().endpoint() + "");
        assertEquals("a1", configuration.operation().nodeId());
    }

    @Test
    void shouldLetTheLibraryDecodeAllOfOpusWhereAsked() {
        assertEquals(OpusCodecs.Silk.OURS, with(Map.of()).decoding().opusSilk());
        Configuration asked = with(Map.of("opus-silk", "library"));
        assertEquals(OpusCodecs.Silk.LIBRARY, asked.decoding().opusSilk());
    }

    @Test
    void shouldForwardSpeechUnlessToldNotTo() {
        assertEquals(SpeechFormat.LINEAR16_16K, with(Map.of()).speech().forwarded());
        assertNull(with(Map.of("speech", "false")).speech().forwarded());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ring-size=100 | ring-size must be a power of two, like 4096; got 100",
                "jitter-min-delay-ms=300 | jitter-min-delay-ms must be at most jitter-max-delay-ms;"
                        + " got 300 and 200",
                "tls=pem | tls-certificate must name a PEM file when tls=pem; tls=self-signed needs"
                        + " none",
                "rtp-min-port=19999 | rtp-min-port to rtp-max-port must hold an even port and the next;"
                        + " got 19999 and 19999",
                "sip-min-session-expires-s=3600 | sip-min-session-expires-s must be at most"
                        + " sip-session-expires-s; got 3600 and 1800",
                "sip-digest-algorithms= | sip-digest-algorithms must name at least one algorithm,"
                        + " each once; got []",
                "speech-tls=true | speech-tls=true needs speech-target: the embedded speech service"
                        + " speaks no TLS",
                "speech-tls-certificates=/ca.pem | speech-tls-certificates is used only with"
                        + " speech-tls=true; set that or leave it empty",
                "srtp-profiles= | srtp-profiles must name at least one profile, each once; got []",
            })
    void shouldRefuseValuesThatDoNotGoTogether(String flag, String expected) {
        String[] parts = flag.split("=", -1);
        assertEquals(List.of(expected), problems(Map.of(parts[0], parts[1])));
    }

    @Test
    void shouldNameAMissingCertificate(@TempDir Path folder) throws IOException {
        Path there = Files.writeString(folder.resolve("key.pem"), "");
        Map<String, String> flags = new HashMap<>();
        flags.put("tls", "pem");
        flags.put("tls-certificate", folder.resolve("absent.pem").toString());
        flags.put("tls-key", there.toString());
        assertTrue(problems(flags).getFirst().contains("absent.pem, which is not there"));
    }

    @Test
    void shouldNameMissingCertificatesOfTheSpeechService(@TempDir Path folder) {
        Map<String, String> flags = new HashMap<>();
        flags.put("speech-target", "speech.example:443");
        flags.put("speech-tls", "true");
        flags.put("speech-tls-certificates", folder.resolve("absent.pem").toString());
        assertTrue(problems(flags).getFirst().contains("absent.pem, which is not there"));
        flags.put("speech-tls-certificates", "");
        assertTrue(with(flags).speech().tls().on());
    }

    @ParameterizedTest
    @CsvSource({"FALSE,false,false", "TRUE,true,true", "WEBRTC,false,true"})
    void shouldScopeCalls(CallScope scope, boolean socket, boolean posted) {
        assertEquals(socket, scope.covers(false));
        assertEquals(posted, scope.covers(true));
    }

    @Test
    void shouldTakeTheNamesOfOtherDocuments() {
        SettingLayers layers = new SettingLayers(SettingCatalog.load());
        layers.environment(
                Map.of(
                        "SIP_LISTEN_ADDRESS", "127.0.0.1",
                        "SIP_LISTEN_PORT", "5080",
                        "RTC_MIN_PORT", "40000",
                        "RTC_MAX_PORT", "49999"));
        Configuration configuration = Configuration.of(layers.resolve());
        assertEquals(List.of("127.0.0.1"), configuration.sip().listenAddresses());
        assertEquals(5080, configuration.sip().port());
        assertEquals(40_000, configuration.phoneMedia().minPort());
        assertEquals(49_999, configuration.phoneMedia().maxPort());
    }

    @Test
    void shouldListenWhereHttpDoesUnlessToldOtherwise() {
        Configuration configuration =
                with(
                        Map.of(
                                "listen-address", "::1",
                                "sip-tls-port", "off",
                                "sip-domain", "Example.org,10.0.0.1",
                                "announced-addresses", "192.0.2.1"));
        assertEquals(List.of("::1"), configuration.sip().listenAddresses());
        assertTrue(configuration.sip().tlsPort().isEmpty());
        assertEquals(5062, configuration.sip().wsPort().orElseThrow());
        assertEquals(List.of("192.0.2.1"), configuration.sip().publicAddresses());
        assertEquals("example.org", configuration.sipAccounts().realm());
    }

    private static List<String> problems(Map<String, String> flags) {
        return assertThrows(ConfigurationException.class, () -> with(flags)).problems();
    }
}
