package io.ringway.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedTest {

    @ParameterizedTest(name = "\"{0}\": {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 to 65535 | 0 | true",
                "0 to 65535 | 65535 | true",
                "0 to 65535 | 65536 | false",
                "0 to 65535 | -1 | false",
                "0 to 65535 | 0x10 | false",
                "0 to 65535 | 99999999999999999999 | false",
                "0 to 65535 | '' | false",
                "auto, or 1 to 64 | auto | true",
                "auto, or 1 to 64 | 0 | false",
                "lite, full | full | true",
                "lite, full | Full | false",
                "empty, or a file | '' | true",
                "a file | '' | false",
                "empty, or host:port | speech:50051 | true",
                "empty, or host:port | [::1]:50051 | true",
                "empty, or host:port | speech | false",
                "empty, or host:port | speech:0 | false",
                "empty, or a URL | http://localhost:8000 | true",
                "empty, or a URL | ftp://localhost | false",
                "empty, or a URL | http:// | false",
                "a host or address | 0.0.0.0 | true",
                "a host or address | :: | true",
                "a host or address | not a host | false",
                "a list of addresses | '' | true",
                "a list of addresses | 192.0.2.1, 2001:db8::1 | true",
                "a list of addresses | 192.0.2.256 | false",
                "a list of addresses | 192.0.2.1, | false",
                "a list of origins | https://app.example.org,* | true",
                "a list of origins | https://app.example.org/ | false",
                "a list of STUN servers | stun:stun.example.org:3478 | true",
                "a list of STUN servers | stun:stun.example.org | true",
                "a list of STUN servers | stun.example.org | false",
                "a list of SRTP profiles | AEAD_AES_128_GCM | true",
                "a list of SRTP profiles | NULL | false",
                "a list of numbers | 0,1 | true",
                "a list of numbers | one | false",
            })
    void shouldAcceptWhatTheLineSays(String line, String value, boolean accepted) {
        assertEquals(accepted, Allowed.parse(line).accepts(value));
    }
}
