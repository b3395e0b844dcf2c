package io.ringway.media.segment;

/** Whatever travels to a speech service, in the order it has to arrive. */
sealed interface StreamItem permits SegmentBatch, SpeechEvent {}
