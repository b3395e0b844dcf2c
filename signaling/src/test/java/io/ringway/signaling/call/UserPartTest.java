package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(5)
class UserPartTest {

    @ParameterizedTest
    @CsvSource({
        "bob,bob",
        "%2a21%23,*21#",
        "J%C3%BCrgen,Jürgen",
        "+4930123;npdi;rn=1,+4930123",
        "100%,100%",
        "100%2,100%2",
        "a%zzb,a%zzb",
        "john.doe-x,john.doe-x"
    })
    void shouldReadWhoIsMeant(String text, String user) {
        assertEquals(user, UserPart.read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "+49-(30)-123.45,+493012345",
        "*21%23,*21#",
        "030;phone-context=+49,030",
        "a-b,a-b"
    })
    void shouldReadNumbersWithoutSeparators(String text, String number) {
        assertEquals(number, UserPart.readNumber(text));
    }

    @Test
    void shouldEscapeWhatAUriCannotHave() {
        assertEquals("*21%23", UserPart.write("*21#"));
        assertEquals("a%40b%3Bc%3Fd%20e", UserPart.write("a@b;c?d e"));
        assertEquals("J%C3%BCrgen", UserPart.write("Jürgen"));
        assertEquals("Jürgen#1", UserPart.read(UserPart.write("Jürgen#1")));
    }
}
