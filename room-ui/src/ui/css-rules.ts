/** Reads style sheets as far as the tests of colours need it: plain rules with their declarations, nested blocks opened. */
export type CssRule = { selector: string; declarations: ReadonlyMap<string, string>; condition: string };

export function cssRules(sheet: string, condition = ''): CssRule[] {
  const text = sheet.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@import[^;]*;/g, '');
  const rules: CssRule[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open === -1) break;
    const close = closingBrace(text, open);
    const selector = text.slice(at, open).trim();
    const body = text.slice(open + 1, close);
    if (selector.startsWith('@')) {
      if (body.includes('{')) rules.push(...cssRules(body, `${condition} ${selector}`.trim()));
    } else rules.push({ selector, declarations: declarationsOf(body), condition });
    at = close + 1;
  }
  return rules;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('A style sheet has a block without an end.');
}

function declarationsOf(body: string): Map<string, string> {
  return new Map(
    body
      .split(';')
      .map((line) => line.split(/:([\s\S]*)/).map((part) => part.trim()))
      .filter(([name, value]) => name && value)
      .map(([name = '', value = '']) => [name, value]),
  );
}
