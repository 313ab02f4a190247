/** Commands that go to the meeting as they are: the domain decides all of them. */
import { type CommandName, commands } from '#contract';
import type { MeetingCommand, MeetingFields } from '../../domain/meeting-state.ts';
import { quorumRules } from '../../domain/quorum.ts';
import { type CommandContext, execution, type Handlers, meetingOf } from '../command-context.ts';

type PlainCommand = Extract<
  CommandName,
  | `agenda.${string}`
  | `attendance.${string}`
  | `endpoint.${string}`
  | `floor.${string}`
  | `spotlight.${string}`
  | `admission.${string}`
  | `authority.${string}`
  | `closedSession.${string}`
  | `display.${string}`
  | 'minutes.write'
  | 'chat.setRule'
>;
type LifecycleCommand =
  | 'meeting.convene'
  | 'meeting.cancel'
  | 'meeting.open'
  | 'meeting.adjourn'
  | 'meeting.resume'
  | 'meeting.close'
  | 'meeting.setAdmission';
type MeetingName = PlainCommand | LifecycleCommand | 'meeting.change';

const plainConcepts = [
  'agenda',
  'attendance',
  'endpoint',
  'floor',
  'spotlight',
  'admission',
  'authority',
  'closedSession',
  'display',
];
const lifecycle: LifecycleCommand[] = [
  'meeting.convene',
  'meeting.cancel',
  'meeting.open',
  'meeting.adjourn',
  'meeting.resume',
  'meeting.close',
  'meeting.setAdmission',
];

function isPlain(name: CommandName): name is PlainCommand {
  return (
    name === 'chat.setRule' || name === 'minutes.write' || plainConcepts.includes(name.slice(0, name.indexOf('.')))
  );
}

async function run(command: MeetingCommand, context: CommandContext): Promise<Record<string, never>> {
  await meetingOf(context).execute(command, execution(context));
  return {};
}

/** The contract's input and the domain's command differ by the name only. */
function handlerOf(type: PlainCommand | LifecycleCommand) {
  return (input: object, context: CommandContext) => run({ type, ...input } as MeetingCommand, context);
}

const passedOn = [...(Object.keys(commands) as CommandName[]).filter(isPlain), ...lifecycle];

export const meetingHandlers = {
  ...Object.fromEntries(passedOn.map((name) => [name, handlerOf(name)])),
  'meeting.change': ({ changes: { quorumRuleId, rulePackId, ...named } }, context) => {
    const quorum = quorumRuleId ? { quorumRule: quorumRules[quorumRuleId] } : {};
    const rules = rulePackId ? { rulePack: context.rulePacks.get(rulePackId) } : {};
    // A field that was not named is not there: the schema leaves no `undefined`.
    const changes = { ...(named as Partial<MeetingFields>), ...quorum, ...rules };
    return run({ type: 'meeting.change', changes }, context);
  },
} as Handlers<MeetingName>;
