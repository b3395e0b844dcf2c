package io.ringway.media;

/**
 * A room that somebody is in.
 *
 * @param room its name
 * @param participants how many places are taken
 */
public record ConferenceReport(String room, int participants) {}
