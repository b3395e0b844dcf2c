/** What the browser measures of a call, in the page's units; undefined where it knows nothing. */
export async function readStatistics(peer) {
  const reports = [...(await peer.getStats()).values()];
  const of = (type) => reports.find((report) => report.type === type && report.kind !== "video");
  const transport = of("transport");
  const pair = reports.find(({ id }) => id === transport?.selectedCandidatePairId) ??
    reports.find(({ type, nominated, state }) =>
      type === "candidate-pair" && nominated && state === "succeeded");
  const heard = of("remote-inbound-rtp");
  const sent = of("outbound-rtp");
  const received = of("inbound-rtp");
  return {
    lossPercent: scaled(heard?.fractionLost, 100),
    jitterMs: scaled(heard?.jitter ?? received?.jitter, 1000),
    roundTripMs: scaled(heard?.roundTripTime ?? pair?.currentRoundTripTime, 1000),
    packetsSent: sent?.packetsSent,
    packetsReceived: received?.packetsReceived,
    codec: reports.find(({ id }) => id === sent?.codecId)?.mimeType,
    srtpCipher: transport?.srtpCipher,
    remoteAddress: address(reports.find(({ id }) => id === pair?.remoteCandidateId)),
  };
}

function scaled(value, factor) {
  return value === undefined ? undefined : value * factor;
}

function address(candidate) {
  const host = candidate?.address ?? candidate?.ip;
  return host && `${host.includes(":") ? `[${host}]` : host}:${candidate.port} ${candidate.protocol}`;
}
