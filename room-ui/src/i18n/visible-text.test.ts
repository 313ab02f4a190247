// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code that is looked at.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { visibleTexts } from './visible-text.ts';

const source = join(import.meta.dirname, '..');
const components = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.tsx') && !path.endsWith('.test.tsx'),
);
const wordsIn = (jsx: string) => visibleTexts('Sample.tsx', `export const sample = (t, x, notices) => ${jsx};`);

describe('visible text', () => {
  it.each(components)('comes from the texts of the language in %s', (path) => {
    expect(visibleTexts(path, readFileSync(join(source, path), 'utf8'))).toEqual([]);
  });

  it('is found wherever it can hide', () => {
    expect(wordsIn('<p>Xin chào</p>')).toEqual(['Xin chào']);
    expect(wordsIn('<p>{"Hello"}</p>')).toEqual(['Hello']);
    expect(wordsIn('<p>{x ? "Có" : t("a.b")}</p>')).toEqual(['Có']);
    expect(wordsIn('<p>{x && `${x} phút`}</p>')).toEqual(['phút']);
    expect(wordsIn('<><b>A</b>{"b" + x}</>')).toEqual(['b', 'A']);
    expect(wordsIn('<input placeholder="Tên" aria-label={"Họ"} />')).toEqual(['Tên', 'Họ']);
    expect(wordsIn('<Button label={x ? "Đóng" : undefined} />')).toEqual(['Đóng']);
    expect(wordsIn('notices.show("done", "Đã lưu")')).toEqual(['Đã lưu']);
    expect(wordsIn('notices.undo(`Đã xóa ${x}`, x)')).toEqual(['Đã xóa']);
  });

  it('is not what nobody reads', () => {
    expect(wordsIn('<p className="soft" data-testid="x">{t("a.b")} · 12 × {x}</p>')).toEqual([]);
    expect(wordsIn('<a href="/login" title={t("a.b")}>{x.name}</a>')).toEqual([]);
    expect(wordsIn('<p>{x === "done" ? t("a.b") : null}</p>')).toEqual([]);
    expect(wordsIn('notices.show("done", t("a.b"))')).toEqual([]);
    expect(wordsIn('<p title="Ctrl+Z">{x} {"Mbit/s"} {"/login"}</p>')).toEqual([]);
  });
});
