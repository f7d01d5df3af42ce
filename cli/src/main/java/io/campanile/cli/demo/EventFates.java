package io.campanile.cli.demo;

/**
 * What became of the events that the job has read so far: each is counted once.
 *
 * @param used changed a profile, a run or a wait
 * @param duplicate the same messageId again
 * @param late behind the watermark
 * @param deadLetter could not be used
 */
public record EventFates(long used, long duplicate, long late, long deadLetter) {}
