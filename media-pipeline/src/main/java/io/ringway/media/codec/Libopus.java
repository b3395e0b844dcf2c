package io.ringway.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The functions of libopus that are used here, on absolute addresses.
 *
 * <p>Plain downcalls on purpose: with {@code Linker.Option.critical} hybrid and CELT decoding was
 * measured 45 % slower. Touch this class only when {@link LibopusLibrary#lookup} has found the
 * library.
 */
final class Libopus {

    static final int SET_BITRATE = 4002;
    static final int SET_MAX_BANDWIDTH = 4004;
    static final int SET_VBR = 4006;
    static final int SET_COMPLEXITY = 4010;
    static final int SET_INBAND_FEC = 4012;
    static final int SET_PACKET_LOSS_PERC = 4014;
    static final int SET_DTX = 4016;
    static final int SET_SIGNAL = 4024;
    static final int GET_LOOKAHEAD = 4027;
    static final int RESET_STATE = 4028;
    static final int GET_FINAL_RANGE = 4031;

    /** OPUS_SIGNAL_VOICE. */
    static final int SIGNAL_VOICE = 3001;

    private static final MethodHandle GET_VERSION_STRING =
            handle("opus_get_version_string", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle DECODER_GET_SIZE =
            handle("opus_decoder_get_size", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle DECODER_INIT =
            handle("opus_decoder_init", ofInt(JAVA_LONG, JAVA_INT, JAVA_INT));
    private static final MethodHandle DECODE =
            handle(
                    "opus_decode",
                    ofInt(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
    private static final MethodHandle DECODER_RESET = control("opus_decoder_ctl");
    private static final MethodHandle DECODER_GET = control("opus_decoder_ctl", JAVA_LONG);
    private static final MethodHandle ENCODER_GET_SIZE =
            handle("opus_encoder_get_size", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle ENCODER_INIT =
            handle("opus_encoder_init", ofInt(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle ENCODE =
            handle("opus_encode", ofInt(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle ENCODER_RESET = control("opus_encoder_ctl");
    private static final MethodHandle ENCODER_GET = control("opus_encoder_ctl", JAVA_LONG);
    private static final MethodHandle ENCODER_SET = control("opus_encoder_ctl", JAVA_INT);

    private Libopus() {}

    @SuppressWarnings("restricted") // the string's length is known only by its end
    static String version() {
        long address;
        try {
            address = (long) GET_VERSION_STRING.invokeExact();
        } catch (Throwable e) {
            throw broken(e);
        }
        return MemorySegment.ofAddress(address)
                .reinterpret(256)
                .getString(0, StandardCharsets.US_ASCII);
    }

    static int decoderSize(int channels) {
        try {
            return (int) DECODER_GET_SIZE.invokeExact(channels);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int decoderInit(long decoder, int rateHz, int channels) {
        try {
            return (int) DECODER_INIT.invokeExact(decoder, rateHz, channels);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int decode(long decoder, long packet, int length, long pcm, int samples, int fec) {
        try {
            return (int) DECODE.invokeExact(decoder, packet, length, pcm, samples, fec);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int decoderReset(long decoder) {
        try {
            return (int) DECODER_RESET.invokeExact(decoder, RESET_STATE);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int decoderGet(long decoder, int request, long result) {
        try {
            return (int) DECODER_GET.invokeExact(decoder, request, result);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int encoderSize(int channels) {
        try {
            return (int) ENCODER_GET_SIZE.invokeExact(channels);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int encoderInit(long encoder, int rateHz, int channels, int application) {
        try {
            return (int) ENCODER_INIT.invokeExact(encoder, rateHz, channels, application);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int encode(long encoder, long pcm, int samples, long packet, int maxBytes) {
        try {
            return (int) ENCODE.invokeExact(encoder, pcm, samples, packet, maxBytes);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int encoderReset(long encoder) {
        try {
            return (int) ENCODER_RESET.invokeExact(encoder, RESET_STATE);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int encoderGet(long encoder, int request, long result) {
        try {
            return (int) ENCODER_GET.invokeExact(encoder, request, result);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int encoderSet(long encoder, int request, int value) {
        try {
            return (int) ENCODER_SET.invokeExact(encoder, request, value);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static FunctionDescriptor ofInt(MemoryLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    /** The controls are C functions of variable arguments: those after the request. */
    private static MethodHandle control(String function, MemoryLayout... arguments) {
        return handle(
                function,
                ofInt(JAVA_LONG, JAVA_INT).appendArgumentLayouts(arguments),
                Linker.Option.firstVariadicArg(2));
    }

    @SuppressWarnings("restricted") // calling C is what this class is for
    private static MethodHandle handle(
            String function, FunctionDescriptor descriptor, Linker.Option... options) {
        MemorySegment symbol = LibopusLibrary.lookup().orElseThrow().findOrThrow(function);
        return Linker.nativeLinker().downcallHandle(symbol, descriptor, options);
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("libopus could not be called", cause);
    }
}
