package io.ringway.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SettingCatalogTest {

    private final SettingCatalog catalog = SettingCatalog.load();

    @TestFactory
    List<DynamicTest> shouldDescribeEverySetting() {
        return catalog.settings().stream()
                .map(setting -> DynamicTest.dynamicTest(setting.key(), () -> describes(setting)))
                .toList();
    }

    private static void describes(Setting setting) {
        assertTrue(setting.key().matches("[a-z]+(-[a-z]+)*"), "kebab-case");
        assertFalse(setting.room().isEmpty(), "stands under a heading");
        assertTrue(setting.description().length() > 20, "says what it does");
        assertTrue(
                setting.allowed().accepts(setting.defaultValue()),
                "its default is a value it allows");
        boolean isTime = setting.key().endsWith("-ms");
        assertEquals(isTime, setting.description().contains("; ms."), "unit in key and comment");
    }

    @Test
    void shouldTurnDefaultsIntoAConfiguration() {
        Configuration configuration = Configuration.of(new SettingLayers(catalog).resolve());
        assertEquals(8080, configuration.http().port());
        assertEquals(10_000, configuration.addresses().mediaPort());
        assertEquals(List.of(), configuration.addresses().local());
        assertEquals(30_000_000_000L, configuration.ice().expiryNs());
        assertEquals(CallScope.WEBRTC, configuration.recording().scope());
        assertFalse(configuration.operation().nodeId().isEmpty());
    }

    @Test
    void shouldRefuseALineThatIsNoSetting() {
        ConfigurationException refusal =
                assertThrows(
                        ConfigurationException.class,
                        () -> PropertiesText.parse("mine", List.of("a=1", "nonsense", "a=2")));
        assertEquals(
                List.of(
                        "mine:2: expected key=value or # comment, got 'nonsense'",
                        "mine:3: a is already set on line 1"),
                refusal.problems());
    }
}
