/** The door of `simulation`: a device without a browser, as far as a room agent is one too: its session, its line, its packets. */
export type { RelayAccess } from './relays.ts';
export { isRtcp, keyFrameRequestsIn, senderReport } from './rtp.ts';
export { SentPackets } from './sent-packets.ts';
export {
  type Credentials,
  RefusedError,
  redeemLink,
  type ServerAddress,
  SiteConnection,
} from './site-connection.ts';
export { WebRtcLine } from './webrtc-line.ts';
