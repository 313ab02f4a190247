/** Commands of a body's register, passed to the body by accounts that look after it. */
import type { CommandName, ParsedInput } from '#contract';
import type { AccountAbility } from '../../domain/account-roles.ts';
import type { BodyCommand } from '../../domain/body.ts';
import { assertAbility, type CommandContext, execution, type Handlers } from '../command-context.ts';

type RegisterName = Extract<
  CommandName,
  `body.${string}` | `site.${string}` | `seat.${string}` | `person.${string}` | `template.${string}`
>;

export const registerHandlers: Handlers<RegisterName> = {
  'body.found': change('body.found', 'bodies'),
  'body.rename': change('body.rename', 'bodies'),
  'site.add': change('site.add'),
  'site.change': change('site.change'),
  'site.remove': change('site.remove'),
  'seat.add': change('seat.add'),
  'seat.change': change('seat.change'),
  'seat.remove': change('seat.remove'),
  'person.add': change('person.add'),
  'person.change': change('person.change'),
  'person.remove': change('person.remove'),
  'template.save': change('template.save'),
  'template.remove': change('template.remove'),
};

/** The contract's input and the domain's command differ by the name and the body only. */
function change<Name extends RegisterName>(type: Name, ability: AccountAbility = 'register') {
  return async ({ bodyId, ...input }: ParsedInput<Name>, context: CommandContext): Promise<Record<string, never>> => {
    assertAbility(context, ability, bodyId);
    const body = await context.registry.body(bodyId);
    await body.execute({ type, ...input } as unknown as BodyCommand, execution(context));
    return {};
  };
}
