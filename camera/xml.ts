/**
 * As much XML as SOAP needs: elements by their local names, attributes, text. What comes from the network is read with
 * limits; documents that declare entities of their own are refused.
 */

export type XmlElement = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

const greatestLength = 1_000_000;
const greatestDepth = 64;
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Throws what is wrong with it. */
export function readXml(source: string): XmlElement {
  if (source.length > greatestLength) throw new Error('The document is too long.');
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parts =
    /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s<>/!?]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|([^<]+)/y;
  while (parts.lastIndex < source.length) {
    const at = parts.lastIndex;
    const part = parts.exec(source);
    const element = open.at(-1);
    if (!part || !element) throw new Error(`The document cannot be read from character ${at} on.`);
    const [, data, closing, tag, rest = '', text] = part;
    if (data !== undefined) element.text += data;
    else if (text !== undefined) element.text += unescapeXml(text);
    else if (tag !== undefined && closing) close(open, localName(tag));
    else if (tag !== undefined) start(open, element, localName(tag), rest);
  }
  const [root] = top.children;
  if (!root || open.length > 1) throw new Error('The document ends before its elements do.');
  return root;
}

/** The first element of this name, wherever it is. */
export function findElement(within: XmlElement, name: string): XmlElement | undefined {
  for (const child of within.children) {
    const found = child.name === name ? child : findElement(child, name);
    if (found) return found;
  }
  return undefined;
}

export function findElements(within: XmlElement, name: string): XmlElement[] {
  return within.children.flatMap((child) => [...(child.name === name ? [child] : []), ...findElements(child, name)]);
}

export function textOf(within: XmlElement, name: string): string | undefined {
  return findElement(within, name)?.text.trim();
}

export function escapeXml(text: string): string {
  // Characters that XML does not know are left out.
  const known = text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return known.replaceAll(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function start(open: XmlElement[], parent: XmlElement, name: string, rest: string): void {
  if (open.length > greatestDepth) throw new Error('The document is too deep.');
  const attributes: Record<string, string> = {};
  for (const [, key = '', double, single] of rest.matchAll(/(?:^|\s)([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[localName(key)] = unescapeXml(double ?? single ?? '');
  }
  const element = { name, attributes, children: [], text: '' };
  parent.children.push(element);
  if (!rest.trimEnd().endsWith('/')) open.push(element);
}

function close(open: XmlElement[], name: string): void {
  const element = open.pop();
  if (open.length === 0 || element?.name !== name) throw new Error(`The document closes "${name}", which is not open.`);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : '';
  });
}
