/**
 * Looks up texts: `group.key` names one, `{{name}}` in it stands for a value, and `key_one` and `key_other` are the forms of
 * `key` that a `count` chooses between by the rules of the language. A key without a text comes back as it is.
 */
import { once } from '../ui/once.ts';
import type { texts } from './vi/texts.ts';

/** The keys of a group; both forms of a number are asked for by the key without its ending. */
type KeyOf<Group> = {
  [Key in keyof Group & string]: Key extends `${infer Base}_one`
    ? `${Base}_other` extends keyof Group
      ? Base
      : Key
    : Key extends `${infer Base}_other`
      ? `${Base}_one` extends keyof Group
        ? Base
        : Key
      : Key;
}[keyof Group & string];

type TextKey = {
  [Group in keyof typeof texts]: `${Group}.${KeyOf<(typeof texts)[Group]>}`;
}[keyof typeof texts];

type TextValues = {
  count?: number;
  /** Instead of a key that has no text, such as a code of a newer server. */
  defaultValue?: string;
  [name: string]: string | number | boolean | undefined;
};

export type TFunction = (key: TextKey, values?: TextValues) => string;

export type TextGroups = { readonly [group: string]: { readonly [key: string]: string } };

export function createTranslate(language: string, groups: TextGroups): TFunction {
  const pluralRules = once(() => new Intl.PluralRules(language));
  const textOf = (path: string, count: number | undefined) => {
    const dot = path.indexOf('.');
    const group = groups[path.slice(0, dot)];
    const key = path.slice(dot + 1);
    const form = count === undefined ? undefined : group?.[`${key}_${pluralRules().select(count)}`];
    return form ?? group?.[key];
  };
  return (key, values = {}) => {
    const text = textOf(key, values.count) ?? values.defaultValue ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
