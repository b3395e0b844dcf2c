package io.ringway.signaling.agent;

import io.ringway.signaling.http.Range;

/**
 * Limits of agents.
 *
 * @param maxAgents names at once, 0 (nobody may wait for calls) to 1,000,000
 */
public record AgentSettings(int maxAgents) {

    public AgentSettings {
        Range.check("max-agents", maxAgents, 0, 1_000_000);
    }

    public static AgentSettings defaults() {
        return new AgentSettings(10_000);
    }
}
