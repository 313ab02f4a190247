import { describe, expect, it } from 'vitest';
import { texts as en } from '../../i18n/en/texts.ts';
import { createTranslate } from '../../i18n/translate.ts';
import { texts as vi } from '../../i18n/vi/texts.ts';
import { allMessages, groupBySite, invitedOf, messageText, timeInWords } from './invitation-text.ts';
import type { Link } from './model.ts';
import { delegate, mondayMorning, prepared } from './test-rows.ts';

const { head } = prepared();
const t = createTranslate('vi', vi);
const tEnglish = createTranslate('en', en);

const linkOf = (personId: string, fields: Partial<Link> = {}) =>
  ({ personId, url: `https://hop.vi-du/j#${personId}`, isOneTime: false, ...fields }) as Link;

describe('the time of an invitation', () => {
  it('is written out as on an official letter', () => {
    expect(timeInWords(t, mondayMorning, 'vi')).toBe('08 giờ 00, Thứ Hai, ngày 23 tháng 11 năm 2026');
  });

  it('is written in English for an English page', () => {
    expect(timeInWords(tEnglish, mondayMorning, 'en')).toContain('Monday');
  });
});

describe('the message of an invitation', () => {
  const row = delegate('3', { rank: 'Thượng tá', siteName: 'Xã Mẫu', seatLabel: 'Ghế 2' });

  it('is whole in itself: who, what, when, where, and the link', () => {
    const text = messageText(t, head, { delegate: row, link: linkOf('3') }, 'vi');
    for (const part of [
      'Thượng tá Đại biểu Mẫu 3',
      head.title,
      '08 giờ 00',
      head.place,
      'Xã Mẫu, Ghế 2',
      'https://hop.vi-du/j#3',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('leaves out what there is not', () => {
    const text = messageText(t, { ...head, place: '' }, { delegate: delegate('3'), link: null }, 'vi');
    expect(text).not.toContain('https');
    expect(text.split('\n').every((line) => line.trim() !== '')).toBe(true);
  });

  it('never gives one delegate the link of another', () => {
    const invited = invitedOf([delegate('1'), delegate('2')], [linkOf('1'), linkOf('2')]);
    const [first = '', second = ''] = allMessages(t, head, invited, 'vi').split('----------');
    expect(first).toContain('#1');
    expect(first).not.toContain('#2');
    expect(second).not.toContain('#1');
  });
});

describe('those who are invited', () => {
  it('have their reusable link, not one that works once', () => {
    const [one] = invitedOf([delegate('1')], [linkOf('1', { isOneTime: true, linkId: 'once' })]);
    expect(one?.link).toBeNull();
  });

  it('are grouped by site, those without one last', () => {
    const rows = [delegate('1'), delegate('2', { siteName: 'Xã B' }), delegate('3', { siteName: 'Xã A' })];
    const groups = groupBySite(invitedOf(rows, []));
    expect(groups.map(({ siteName, invited }) => [siteName, invited.length])).toEqual([
      ['Xã A', 1],
      ['Xã B', 1],
      ['', 1],
    ]);
  });
});
