package io.campanile.jobs.detect.cep;

import io.campanile.jobs.detect.Hits;
import io.campanile.model.Event;

/**
 * An event as the NFA sees it.
 *
 * <p>Conditions ask only about the event that is being processed, so the hits of an event that the
 * shared buffer keeps are never read again and are not stored.
 *
 * @param event the event
 * @param hits what the event is for the run that is being processed
 */
record Candidate(Event event, Hits hits) {}
