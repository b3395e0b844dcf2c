package io.ringway.media.tone;

import static io.ringway.media.tone.Tone.cadence;
import static io.ringway.media.tone.Tone.continuous;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The call-progress tones of a network. Those of some countries are here, as ITU-T E.180 Supplement
 * 2 (2003) lists them.
 *
 * <p>Where a network states no level, a tone has the −10 dBm0 that E.180 §2 recommends, two sines
 * −13 dBm0 each.
 */
public record TonePlan(Tone dial, Tone ringback, Tone busy, Tone congestion) {

    /** North America; levels by Telcordia GR-506-CORE §17.2. */
    public static final TonePlan US =
            new TonePlan(
                    continuous(-13, 350, 440),
                    cadence(List.of(2_000, 4_000), -19, 440, 480),
                    cadence(List.of(500, 500), -24, 480, 620),
                    cadence(List.of(250, 250), -24, 480, 620));

    /** United Kingdom; also BT SIN 350. Congestion is "equipment engaged". */
    public static final TonePlan UK =
            new TonePlan(
                    continuous(-13, 350, 440),
                    cadence(List.of(400, 200, 400, 2_000), -13, 400, 450),
                    cadence(List.of(375, 375), -10, 400),
                    cadence(List.of(400, 350, 225, 525), -10, 400));

    /** Germany. */
    public static final TonePlan DE =
            new TonePlan(
                    continuous(-10, 425),
                    cadence(List.of(1_000, 4_000), -10, 425),
                    cadence(List.of(480, 480), -10, 425),
                    cadence(List.of(240, 240), -10, 425));

    /** France. */
    public static final TonePlan FR =
            new TonePlan(
                    continuous(-10, 440),
                    cadence(List.of(1_500, 3_500), -10, 440),
                    cadence(List.of(500, 500), -10, 440),
                    cadence(List.of(250, 250), -10, 440));

    /** Austria. */
    public static final TonePlan AT =
            new TonePlan(
                    continuous(-10, 420),
                    cadence(List.of(1_000, 5_000), -10, 420),
                    cadence(List.of(400, 400), -10, 420),
                    cadence(List.of(200, 200), -10, 420));

    /** What European networks were to agree on (ETSI ETR 187), and many do. */
    public static final TonePlan EU =
            new TonePlan(
                    continuous(-10, 425),
                    cadence(List.of(1_000, 4_000), -10, 425),
                    cadence(List.of(500, 500), -10, 425),
                    cadence(List.of(200, 200), -10, 425));

    /** How this network says it. */
    public Tone tone(CallProgress progress) {
        return switch (progress) {
            case DIAL -> dial;
            case RINGBACK -> ringback;
            case BUSY -> busy;
            case CONGESTION -> congestion;
        };
    }

    /**
     * The plan of a country, by its two letters in either case; {@code EU} for {@link #EU}.
     *
     * @return empty when it is not here
     */
    public static Optional<TonePlan> of(String country) {
        return switch (country.toUpperCase(Locale.ROOT)) {
            case "US", "CA" -> Optional.of(US);
            case "UK", "GB" -> Optional.of(UK);
            case "DE" -> Optional.of(DE);
            case "FR" -> Optional.of(FR);
            case "AT" -> Optional.of(AT);
            case "EU" -> Optional.of(EU);
            default -> Optional.empty();
        };
    }
}
