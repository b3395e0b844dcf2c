package io.ringway.media;

/**
 * A participant's place in a conference, reserved until it is closed. Thread: any; nothing blocks.
 */
public interface ConferencePlace extends AutoCloseable {

    /** Name of the room. */
    String room();

    /**
     * Lets a leg take the place: it hears all others of the room, and they hear it. As in a bridge,
     * what is played into it replaces them while that lasts, and a section that may not send hears
     * nothing. The leg that had the place before has left.
     *
     * @throws IllegalArgumentException when the leg is not of this engine
     */
    void join(LegControl leg);

    /** Takes the leg out of what others hear, or back in; it hears on. */
    void mute(boolean on);

    /**
     * Gives the place up; the leg stays open. The last one ends the room. Also happens by itself
     * when the leg ends. A second call does nothing.
     */
    @Override
    void close();
}
