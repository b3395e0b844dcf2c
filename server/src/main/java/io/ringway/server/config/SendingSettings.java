package io.ringway.server.config;

import io.ringway.media.EchoPolicy;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.playout.PlayoutSettings;

/** What callers hear: how echoes are made, what is played out in real time, how it is encoded. */
public record SendingSettings(EchoPolicy echoPolicy, PlayoutSettings playout, OpusVoice voice) {}
