/** Commands of the cameras: what room agents tell, and what is asked of them. Nothing of it is written anywhere. */
import type { AgentRequest } from '#camera';
import type { CommandName } from '#contract';
import { refuse } from '../../domain/rejection.ts';
import { maySetUpCameras, maySteerCameras } from '../../domain/roles.ts';
import { actorOf, type CommandContext, endpointIdOf, type Handlers, runningMeeting } from '../command-context.ts';

type CameraName = Extract<CommandName, `camera.${string}`>;

/** What a chair needs in a meeting; everything else is setting up. */
const steering: readonly AgentRequest['type'][] = ['manual', 'automatic', 'presets'];

export const cameraHandlers: Handlers<CameraName> = {
  'camera.report': async ({ cameras, parkedSince = null }, context) => {
    assertAgent(context);
    runningMeeting(context).cameras.take(endpointIdOf(context), cameras, parkedSince);
    return {};
  },
  'camera.sight': async (sight, context) => {
    assertAgent(context);
    runningMeeting(context).cameras.showSight(endpointIdOf(context), sight);
    return {};
  },
  'camera.ask': async ({ siteId, request }, context) => {
    const { role } = actorOf(context);
    if (!maySteerCameras(role)) refuse('FORBIDDEN');
    if (!steering.includes(request.type) && !maySetUpCameras(role)) refuse('FORBIDDEN');
    return runningMeeting(context).cameras.ask(siteId, request);
  },
  'camera.watch': async ({ siteId, isOn }, context) => {
    if (!maySteerCameras(actorOf(context).role)) refuse('FORBIDDEN');
    context.registry.watchers.watchSights(context.connectionId, runningMeeting(context), siteId, isOn);
    return {};
  },
};

function assertAgent(context: CommandContext): void {
  if (actorOf(context).role !== 'agent') refuse('FORBIDDEN');
}
