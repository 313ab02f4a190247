/** The door of `camera`: what a room agent and the server say to each other. The agent itself is a process of its own. */
export type { DemoRoomOrder } from './demo-main.ts';
export type {
  AgentAnswer,
  AgentReply,
  AgentRequest,
  CameraFault,
  CameraReport,
  CameraSetUp,
  CameraSight,
  RoomOrders,
  SeatPlace,
} from './protocol.ts';
export {
  agentAnswer,
  agentReply,
  agentRequest,
  cameraFaults,
  cameraReport,
  cameraSight,
  roomOrders,
} from './protocol.ts';
