/** Commands of the cameras of the sites. None of them is journalled, and no reply is kept: passwords go through here. */
import { z } from 'zod';
import { agentAnswer, agentRequest, cameraReport, cameraSight } from '#camera';
import { done, siteId } from './fields.ts';

/** Nobody hangs more into one room. */
const maxCameras = 16;

export const cameraCommands = {
  /** A room agent tells what its cameras do: all of them each time, after each connection and at each change. */
  'camera.report': {
    input: z.strictObject({
      cameras: z.array(cameraReport).max(maxCameras),
      /** All that it sends shows the wall, for the privacy that its orders name so; its pictures are passed on again. */
      parkedSince: z.number().nullable().optional(),
    }),
    output: done,
  },
  /** A room agent tells what a camera sees, while `roomOrders` says that somebody looks. */
  'camera.sight': { input: cameraSight, output: done },
  /** Asks the room agent of a site; steering is for those who run the meeting, setting up for clerk and operator. */
  'camera.ask': { input: z.strictObject({ siteId, request: agentRequest }), output: agentAnswer },
  /** What the cameras of a site see is sent to this connection, as `camera.sight`, until it is not wanted any more. */
  'camera.watch': { input: z.strictObject({ siteId, isOn: z.boolean() }), output: done },
} as const;
