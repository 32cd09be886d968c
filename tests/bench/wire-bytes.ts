import type { CDPSession } from 'playwright-core';

/** Bytes that come over the network: answers as they are on the wire, and what a socket receives. */
export function counted(cdp: CDPSession): () => number {
  let bytes = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  cdp.on('Network.webSocketFrameReceived', ({ response: { opcode, payloadData } }) => {
    bytes += opcode === 2 ? Buffer.byteLength(payloadData, 'base64') : Buffer.byteLength(payloadData);
  });
  return () => bytes;
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
