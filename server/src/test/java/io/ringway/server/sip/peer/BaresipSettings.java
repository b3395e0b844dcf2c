package io.ringway.server.sip.peer;

import io.ringway.server.system.TestSpeech;
import java.nio.file.Path;

/**
 * How one baresip is to be.
 *
 * @param user its name, and of its folder
 * @param address of this host; IPv6 without brackets
 * @param transport udp, tcp or tls
 * @param codec as baresip writes it: {@link #PCMU}, {@link #PCMA}, {@link #G722}, {@link #OPUS}
 * @param encryption srtp, srtp-mand, dtls_srtp; empty for none
 * @param answers by itself whoever calls
 * @param registrar where it registers, as sip:host:port; empty for nowhere
 * @param password for the registrar
 * @param speech what it says, once, when a call is up
 * @param tailMs for how long it is silent then, before it hangs up
 */
record BaresipSettings(
        String user,
        String address,
        String transport,
        String codec,
        String encryption,
        boolean answers,
        String registrar,
        String password,
        TestSpeech speech,
        int tailMs) {

    static final String PCMU = "PCMU/8000";
    static final String PCMA = "PCMA/8000";
    static final String G722 = "G722/16000";
    static final String OPUS = "opus/48000/1";

    /** More than the calls of one test take: one for RTP and one for RTCP each. */
    static final int MEDIA_PORTS = 16;

    /** One that calls and answers over UDP with plain PCMU. */
    static BaresipSettings of(String user, TestSpeech speech) {
        return new BaresipSettings(user, "127.0.0.1", "udp", PCMU, "", true, "", "", speech, 500);
    }

    BaresipSettings codec(String codec) {
        return new BaresipSettings(
                user,
                address,
                transport,
                codec,
                encryption,
                answers,
                registrar,
                password,
                speech,
                tailMs);
    }

    /** On another address of this host. */
    BaresipSettings at(String address) {
        return new BaresipSettings(
                user,
                address,
                transport,
                codec,
                encryption,
                answers,
                registrar,
                password,
                speech,
                tailMs);
    }

    /** Its address as URIs write it. */
    String host() {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    BaresipSettings encryption(String encryption) {
        return new BaresipSettings(
                user,
                address,
                transport,
                codec,
                encryption,
                answers,
                registrar,
                password,
                speech,
                tailMs);
    }

    BaresipSettings transport(String transport) {
        return new BaresipSettings(
                user,
                address,
                transport,
                codec,
                encryption,
                answers,
                registrar,
                password,
                speech,
                tailMs);
    }

    BaresipSettings registeredAt(String registrar, String password) {
        return new BaresipSettings(
                user,
                address,
                transport,
                codec,
                encryption,
                answers,
                registrar,
                password,
                speech,
                tailMs);
    }

    /** Lets a call ring until told to answer. */
    BaresipSettings ringing() {
        return new BaresipSettings(
                user,
                address,
                transport,
                codec,
                encryption,
                false,
                registrar,
                password,
                speech,
                tailMs);
    }

    BaresipSettings tailMs(int tailMs) {
        return new BaresipSettings(
                user,
                address,
                transport,
                codec,
                encryption,
                answers,
                registrar,
                password,
                speech,
                tailMs);
    }

    /** Of what it says; baresip's own conversion would blur it. */
    int rateHz() {
        return Integer.parseInt(codec.split("/")[1]);
    }

    /** The line of the file of accounts. */
    String account() {
        String domain = registrar.isEmpty() ? host() : registrar.replaceFirst("^sips?:", "");
        StringBuilder line = new StringBuilder();
        line.append("<sip:%s@%s;transport=%s>".formatted(user, domain, transport));
        line.append(registrar.isEmpty() ? ";regint=0" : ";regint=60;auth_user=" + user);
        line.append(password.isEmpty() ? "" : ";auth_pass=" + password);
        line.append(encryption.isEmpty() ? "" : ";mediaenc=" + encryption);
        line.append(";answermode=").append(answers ? "auto" : "manual");
        return line.append(";audio_codecs=").append(codec).append('\n').toString();
    }

    /**
     * The file of settings; what is heard is recorded where it runs.
     *
     * @param sipPort of UDP and TCP; TLS takes the next one
     * @param mediaPort first of {@link #MEDIA_PORTS}
     * @param controlPort where commands are taken
     * @param speech file of what it says
     */
    String config(int sipPort, int mediaPort, int controlPort, Path speech) {
        return """
        sip_listen %s:%d
        net_interface %s
        rtp_ports %d-%d
        audio_source aufile,%s
        audio_player aubridge,ear
        audio_alert aubridge,bell
        ausrc_channels 1
        auplay_channels 1
        audio_level no
        opus_stereo no
        opus_sprop_stereo no
        dtmf_duration 100
        ctrl_tcp_listen 127.0.0.1:%d
        snd_path .
        module_path /usr/lib/baresip/modules
        module aubridge.so
        module aufile.so
        module sndfile.so
        module g711.so
        module g722.so
        module opus.so
        module srtp.so
        module dtls_srtp.so
        module_tmp uuid.so
        module_tmp account.so
        module_app menu.so
        module_app ctrl_tcp.so
        """
                .formatted(
                        host(),
                        sipPort,
                        address,
                        mediaPort,
                        mediaPort + MEDIA_PORTS - 1,
                        speech,
                        controlPort);
    }
}
