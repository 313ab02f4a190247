import { beforeEach, describe, expect, it } from 'vitest';
import { startCpuClock } from '../../test/harness/cpu-time.ts';
import { type Body, newBody, type Person, type Seat, type Site } from '../domain/body.ts';
import type { BodyId, PersonId, SeatId, SiteId } from '../domain/ids.ts';
import {
  decideParticipants,
  type Participant,
  type ParticipantProfile,
  type Participants,
} from '../domain/participants.ts';
import { readList } from './list.ts';
import { type ImportPlan, planImport } from './plan.ts';

const site = (id: string, name: string): Site => ({
  id: id as SiteId,
  parentId: null,
  name,
  isChairSite: false,
  address: '',
  bandwidthMbps: null,
  contactName: '',
  contactPhone: '',
});
const seat = (id: string, siteId: string, label: string): Seat => ({
  id: id as SeatId,
  siteId: siteId as SiteId,
  label,
  row: null,
  column: null,
});
const person = (id: string, name: string, siteId: string | null, more: Partial<Person> = {}): Person => ({
  id: id as PersonId,
  name,
  rank: '',
  title: '',
  siteId: siteId as SiteId | null,
  usualRole: 'delegate',
  ...more,
});

const byId = <Entry extends { id: string }>(...entries: Entry[]) =>
  new Map(entries.map((entry) => [entry.id as Entry['id'], entry]));

describe('a list against the register', () => {
  let body: Body;
  beforeEach(() => {
    body = {
      ...newBody('b1' as BodyId),
      name: 'Ủy ban Mẫu',
      sites: byId(site('north', 'Xã Bắc'), site('south', 'Xã Nam')) as Body['sites'],
      seats: byId(seat('n1', 'north', 'Ghế 1'), seat('n2', 'north', 'Ghế 2'), seat('s1', 'south', 'Ghế 1')) as never,
      persons: byId(
        person('an', 'Đại biểu Mẫu An', 'north', { title: 'Giám đốc' }),
        person('binh', 'Đại biểu Mẫu Bình', 'south'),
      ) as never,
    };
  });

  it('tells those who are new, those who change and those who are known', () => {
    const result = plan([
      'Họ và tên;Chức vụ;Đơn vị',
      'ĐẠI BIỂU  MẪU AN;Giám đốc;xã bắc',
      'Đại biểu Mẫu Bình;Trưởng phòng;Xã Nam',
      'Đại biểu Mẫu Cúc;Kế toán;Xã Bắc',
    ]);
    expect(result.rows.map(({ line, change, name }) => [line, change, name])).toEqual([
      [2, 'known', 'Đại biểu Mẫu An'],
      [3, 'changed', 'Đại biểu Mẫu Bình'],
      [4, 'new', 'Đại biểu Mẫu Cúc'],
    ]);
    expect(result.persons).toEqual([
      person('binh', 'Đại biểu Mẫu Bình', 'south', { title: 'Trưởng phòng' }),
      person('line-4', 'Đại biểu Mẫu Cúc', 'north', { title: 'Kế toán' }),
    ]);
    expect(result.faults).toEqual([]);
  });

  it('leaves what an empty cell or a missing column says nothing of', () => {
    const [row] = plan(['Họ và tên;Chức vụ;Đơn vị', 'Đại biểu Mẫu An;;']).rows;
    expect(row).toMatchObject({ change: 'known', title: 'Giám đốc', siteName: 'Xã Bắc' });
    expect(plan(['Họ và tên', 'Đại biểu Mẫu An']).persons).toEqual([]);
  });

  it('matches names whose letters and marks are apart', () => {
    const [row] = plan(['Họ và tên', 'Đại biểu Mẫu An'.normalize('NFD')]).rows;
    expect(row).toMatchObject({ change: 'known', name: 'Đại biểu Mẫu An' });
  });

  it('takes a person who moved, and a namesake at another site for somebody else', () => {
    const moved = plan(['Họ và tên;Đơn vị', 'Đại biểu Mẫu An;Xã Nam']);
    expect(moved.rows).toMatchObject([{ change: 'changed', siteName: 'Xã Nam' }]);
    const both = plan(['Họ và tên;Đơn vị', 'Đại biểu Mẫu An;Xã Nam', 'Đại biểu Mẫu An;Xã Bắc']);
    expect(both.rows.map(({ line, change }) => [line, change])).toEqual([
      [2, 'new'],
      [3, 'known'],
    ]);
  });

  it('does not guess which of several namesakes is meant', () => {
    body = { ...body, persons: byId(...body.persons.values(), person('an2', 'Đại biểu Mẫu An', 'south')) as never };
    expect(codes(plan(['Họ và tên', 'Đại biểu Mẫu An']))).toEqual([[2, 'AMBIGUOUS_PERSON', null]]);
    const told = plan(['Họ và tên;Chức vụ', 'Đại biểu Mẫu An;Giám đốc']);
    expect(told.rows).toMatchObject([{ change: 'known', siteName: 'Xã Bắc' }]);
    expect(plan(['Họ và tên;Đơn vị', 'Đại biểu Mẫu An;Xã Nam']).rows).toMatchObject([{ change: 'known' }]);
  });

  it('takes nobody twice', () => {
    const repeated = plan(['Họ và tên;Đơn vị', 'Mẫu Mới;Xã Bắc', 'mẫu mới;XÃ BẮC', 'Mẫu Mới;']);
    expect(repeated.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(codes(repeated)).toEqual([[3, 'REPEATED_PERSON', 2]]);
    expect(codes(plan(['Họ và tên;Đơn vị', 'Đại biểu Mẫu An;', 'Đại biểu Mẫu An;Xã Bắc']))).toEqual([
      [2, 'REPEATED_PERSON', 3],
    ]);
  });

  it('names sites and roles that it does not know', () => {
    const result = plan(['Họ và tên;Đơn vị;Vai trò', 'Mẫu Mới;Xã Đông;', 'Mẫu Khác;;Lái xe', 'Mẫu Ba;;Thư ký']);
    expect(result.faults).toEqual([
      { line: 2, code: 'UNKNOWN_SITE', field: 'site', value: 'Xã Đông', otherLine: null },
      { line: 3, code: 'UNKNOWN_ROLE', field: 'role', value: 'Lái xe', otherLine: null },
    ]);
    expect(result.rows).toMatchObject([{ line: 4, role: 'clerk' }]);
  });

  it('needs no second for five thousand lines, whatever they hold', () => {
    const namesakes = Array.from({ length: 2_500 }, (_, index) => `Mẫu Trùng Tên;Chức ${index};`);
    const others = Array.from({ length: 2_500 }, (_, index) => `Mẫu Số ${index};Chức;Xã Bắc`);
    body = {
      ...body,
      persons: byId(...others.map((line, i) => person(`o${i}`, line.split(';')[0] ?? '', 'north'))) as never,
    };
    const clock = startCpuClock();
    const result = plan(['Họ và tên;Chức vụ;Đơn vị', ...namesakes, ...others], new Map());
    expect(clock.elapsedMs()).toBeLessThan(1_000);
    expect([result.rows.length, result.faults.length]).toEqual([2_501, 2_499]);
  });

  describe('and a meeting', () => {
    let participants: Participants;
    beforeEach(() => {
      participants = new Map([
        [
          'an' as PersonId,
          participant('an', 'Đại biểu Mẫu An', { seatId: 'n1' as SeatId, seatLabel: 'Ghế 1', title: 'Giám đốc' }),
        ],
      ]);
    });

    it('adds those who do not take part yet, with seat and role', () => {
      const result = meetingPlan([
        'Họ và tên;Đơn vị;Ghế;Vai trò',
        'Đại biểu Mẫu An;Xã Bắc;Ghế 1;',
        'Đại biểu Mẫu Bình;Xã Nam;ghế 1;Chủ tọa',
        'Mẫu Mới;Xã Bắc;Ghế 2;Khách mời',
      ]);
      expect(result.rows.map(({ change, seatLabel, role }) => [change, seatLabel, role])).toEqual([
        ['already', 'Ghế 1', 'delegate'],
        ['known', 'Ghế 1', 'chair'],
        ['new', 'Ghế 2', 'guest'],
      ]);
      expect(result.added).toMatchObject([
        { personId: 'binh', seatId: 's1', role: 'chair', isMember: true, siteName: 'Xã Nam' },
        { personId: 'line-4', seatId: 'n2', role: 'guest', isMember: false },
      ]);
      expect(result.changed).toEqual([]);
      // The register keeps the usual role of those whom it knows.
      expect(result.persons).toMatchObject([{ id: 'line-4', usualRole: 'guest' }]);
    });

    it('changes a participant only where the list says something', () => {
      const result = meetingPlan(['Họ và tên;Vai trò;Ghế', 'Đại biểu Mẫu An;Thư ký;']);
      expect(result.changed).toMatchObject([{ personId: 'an', role: 'clerk', isMember: false, seatId: 'n1' }]);
      expect(result.rows).toMatchObject([{ change: 'changed', seatLabel: 'Ghế 1' }]);
      expect(meetingPlan(['Họ và tên', 'Đại biểu Mẫu An']).changed).toEqual([]);
    });

    it('puts participants into the group of the list, and leaves them there where it says nothing', () => {
      const [added] = meetingPlan(['Họ và tên;Đơn vị;Tổ', 'Đại biểu Mẫu Bình;Xã Nam;Tổ 2']).added;
      expect(added?.groupName).toBe('Tổ 2');
      participants = new Map([['an' as PersonId, participant('an', 'Đại biểu Mẫu An', { groupName: 'Tổ 1' })]]);
      expect(meetingPlan(['Họ và tên;Tổ', 'Đại biểu Mẫu An;']).changed).toEqual([]);
      expect(meetingPlan(['Họ và tên;Đoàn', 'Đại biểu Mẫu An;Đoàn Nam']).changed).toMatchObject([
        { groupName: 'Đoàn Nam' },
      ]);
    });

    it('seats nobody on a seat that is taken, or that is not there', () => {
      const result = meetingPlan([
        'Họ và tên;Đơn vị;Ghế',
        'Đại biểu Mẫu Bình;Xã Bắc;Ghế 1',
        'Mẫu Mới;Xã Bắc;Ghế 2',
        'Mẫu Khác;Xã Bắc;Ghế 2',
        'Mẫu Ba;Xã Nam;Ghế 9',
        'Mẫu Tư;;Ghế 1',
      ]);
      expect(result.added.map(({ personId }) => personId)).toEqual(['line-3']);
      expect(codes(result)).toEqual([
        [2, 'SEAT_TAKEN', null],
        [4, 'SEAT_TAKEN', 3],
        [5, 'UNKNOWN_SEAT', null],
        [6, 'UNKNOWN_SEAT', null],
      ]);
    });

    it('has one chair', () => {
      const lines = ['Họ và tên;Vai trò', 'Mẫu Mới;Chủ tọa', 'Mẫu Khác;Chủ trì'];
      expect(codes(meetingPlan(lines))).toEqual([[3, 'SECOND_CHAIR', 2]]);
      participants = new Map([['an' as PersonId, participant('an', 'Đại biểu Mẫu An', { role: 'chair' })]]);
      expect(codes(meetingPlan(lines))).toEqual([
        [2, 'SECOND_CHAIR', null],
        [3, 'SECOND_CHAIR', null],
      ]);
      expect(codes(meetingPlan([...lines.slice(0, 2), 'Đại biểu Mẫu An;Đại biểu']))).toEqual([]);
    });

    it('lets somebody stand in for a participant, or for somebody of the same list', () => {
      const result = meetingPlan([
        'Họ và tên;Dự thay',
        'Mẫu Mới;đại biểu mẫu an',
        'Mẫu Khác;Đại biểu Mẫu Bình',
        'Đại biểu Mẫu Bình;',
      ]);
      expect(result.faults).toEqual([]);
      expect(result.added).toMatchObject([
        { substituteForId: 'an' },
        { substituteForId: 'binh' },
        { personId: 'binh' },
      ]);
    });

    it.each([
      ['nobody of that name', ['Mẫu Mới;Mẫu Lạ']],
      ['oneself', ['Mẫu Mới;Mẫu Mới']],
      ['somebody who stands in', ['Mẫu Mới;Mẫu Khác', 'Mẫu Khác;Đại biểu Mẫu An']],
      ['somebody who has a substitute', ['Mẫu Khác;Đại biểu Mẫu An', 'Mẫu Mới;Đại biểu Mẫu An']],
      ['somebody who does not come for another reason', ['Mẫu Mới;Mẫu Ghế']],
    ])('lets nobody stand in for %s', (_whom, lines) => {
      const result = meetingPlan([
        'Họ và tên;Dự thay;Đơn vị;Ghế',
        ...lines.map((line) => `${line};;`),
        'Mẫu Ghế;;Xã Bắc;Ghế 1',
      ]);
      expect(codes(result).filter(([, code]) => code !== 'SEAT_TAKEN')).toMatchObject([
        [expect.any(Number), 'UNKNOWN_SUBSTITUTED', null],
      ]);
    });

    it('plans five thousand participants in less than a second', () => {
      const lines = Array.from({ length: 5_000 }, (_, index) => `Mẫu Số ${index};Xã Bắc;;Đại biểu;Mẫu Số ${index ^ 1}`);
      const clock = startCpuClock();
      meetingPlan(['Họ và tên;Đơn vị;Ghế;Vai trò;Dự thay', ...lines]);
      expect(clock.elapsedMs()).toBeLessThan(1_000);
    });

    function meetingPlan(lines: string[]): ImportPlan {
      const result = plan(lines, participants);
      // What is shown is what the rules of the meeting allow.
      const { added, changed } = result;
      expect(() => decideParticipants({ type: 'participant.importMany', added, changed }, participants)).not.toThrow();
      return result;
    }
  });

  function plan(lines: string[], participants: Participants | null = null): ImportPlan {
    const list = readList(Buffer.from(lines.join('\n')));
    if (!list) throw new Error('The list could not be read.');
    return planImport(list, { body, participants, newPersonId: (line) => `line-${line}` as PersonId });
  }
});

function codes({ faults }: ImportPlan) {
  return faults.map(({ line, code, otherLine }) => [line, code, otherLine]);
}

function participant(id: string, name: string, more: Partial<ParticipantProfile>): Participant {
  return {
    personId: id as PersonId,
    name,
    rank: '',
    title: 'Giám đốc',
    role: 'delegate',
    siteId: 'north' as SiteId,
    siteName: 'Xã Bắc',
    seatId: null,
    seatLabel: '',
    isMember: true,
    isGuest: false,
    substituteForId: null,
    groupName: '',
    attendance: { status: 'unmarked' },
    firstPresentAt: null,
    ...more,
  };
}
