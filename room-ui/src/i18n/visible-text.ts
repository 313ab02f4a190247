/** Finds words in a component's source that somebody would see: all of those belong in the texts of a language. */
import { parseSync } from 'vite';

type Node = { type: string; [name: string]: unknown };

/** Properties whose value is shown or read out, on elements and on the pieces in ui/. */
const wordProperties = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'action',
  'alt',
  'hint',
  'label',
  'placeholder',
  'problem',
  'text',
  'title',
  'unit',
  'words',
]);
const letters = /\p{L}/u;
/** Addresses, keys and units are the same in every language. */
const sameInAll = /^(https?:.*|\/[\w/-]*|(Ctrl|Alt|Shift)\+\S+|Mbit\/s|ms|px)$/;

export function visibleTexts(path: string, code: string): string[] {
  const { program, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const found: string[] = [];
  const visit = (node: Node) => {
    if (node.type === 'JSXText') found.push(String(node.value));
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node.children as Node[]) {
        if (child.type === 'JSXExpressionContainer') found.push(...wordsOf(child.expression as Node));
      }
    }
    if (node.type === 'JSXAttribute') found.push(...wordsOfAttribute(node));
    if (node.type === 'CallExpression') found.push(...wordsOfNotice(node, code));
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  };
  visit(program as unknown as Node);
  return found.map((text) => text.trim()).filter((text) => letters.test(text) && !sameInAll.test(text));
}

function wordsOfAttribute(node: Node): string[] {
  const name = String((node.name as Node).name);
  if (!wordProperties.has(name) || !isNode(node.value)) return [];
  return wordsOf(node.value.type === 'JSXExpressionContainer' ? (node.value.expression as Node) : node.value);
}

/** `notices.show('done', …)` and `notices.undo(…)` show their words as well. */
function wordsOfNotice(node: Node, code: string): string[] {
  const { start, end } = node.callee as unknown as { start: number; end: number };
  const callee = code.slice(start, end);
  const [first, second] = node.arguments as Node[];
  if (callee === 'notices.show' && second) return wordsOf(second);
  return callee === 'notices.undo' && first ? wordsOf(first) : [];
}

/** The literal words that an expression can come out as; a call of `t` is none. */
function wordsOf(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
    case 'ConditionalExpression':
      return [...wordsOf(node.consequent as Node), ...wordsOf(node.alternate as Node)];
    case 'LogicalExpression':
      return [...wordsOf(node.left as Node), ...wordsOf(node.right as Node)];
    case 'BinaryExpression':
      return node.operator === '+' ? [...wordsOf(node.left as Node), ...wordsOf(node.right as Node)] : [];
    default:
      return [];
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
