/** Whether a relay (TURN) gives this device a place with the password of the test. */
const patienceMs = 4_000;

/** null where no relay is configured. */
export async function isRelayReachable(iceServers: readonly RTCIceServer[]): Promise<boolean | null> {
  if (iceServers.length === 0) return null;
  const connection = new RTCPeerConnection({ iceServers: [...iceServers], iceTransportPolicy: 'relay' });
  try {
    connection.createDataChannel('relay');
    const found = new Promise<boolean>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.type === 'relay') resolve(true);
        else if (candidate === null) resolve(false);
      });
      setTimeout(() => resolve(false), patienceMs);
    });
    await connection.setLocalDescription(await connection.createOffer());
    return await found;
  } finally {
    connection.close();
  }
}
