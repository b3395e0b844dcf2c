"""What checks a rival: speech-like sound, codecs, SRTP, a sender paced by 20 ms, likeness of what came back."""
