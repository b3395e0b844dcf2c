package io.ringway.server.config;

import io.ringway.media.conference.ConferenceSettings;

/** The whole configuration, typed and validated, one record for each room that reads it. */
public record Configuration(
        HttpSettings http,
        AddressSettings addresses,
        IceSettings ice,
        DtlsSettings dtls,
        ThreadSettings threads,
        CallSettings calls,
        DecodingSettings decoding,
        SendingSettings sending,
        ConferenceSettings conferences,
        SpeechSettings speech,
        RecordingSettings recording,
        SipSettings sip,
        SipAccountSettings sipAccounts,
        PhoneMediaSettings phoneMedia,
        SessionManagerSettings sessionManager,
        OperationSettings operation,
        LogSettings log) {

    /**
     * @throws ConfigurationException when values do not go together
     */
    public static Configuration of(Settings settings) {
        return new ConfigurationMapping(settings).configuration();
    }
}
