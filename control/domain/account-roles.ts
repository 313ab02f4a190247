/**
 * What an account may do outside of meetings. Inside a meeting the role of its person counts (roles.ts). The table is
 * data: an ability that is not listed is refused, and the start page of that role does not show it.
 */
export const accountRoles = ['administrator', 'clerk', 'operator', 'delegate'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** `prepare`: meetings, participants, links. `register`: sites, seats, persons, templates. */
export type AccountAbility = 'prepare' | 'register' | 'devices' | 'accounts' | 'bodies';

const abilities: Record<AccountRole, readonly AccountAbility[]> = {
  administrator: ['prepare', 'register', 'devices', 'accounts', 'bodies'],
  clerk: ['prepare', 'register'],
  operator: ['register', 'devices'],
  delegate: [],
};

export function mayDo(role: AccountRole, ability: AccountAbility): boolean {
  return abilities[role].includes(ability);
}
