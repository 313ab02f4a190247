import { describe, expect, it } from 'vitest';
import { documentOf, onPaper } from './document.ts';
import { givenDraft } from './given-draft.ts';

const sectionOf = (document: ReturnType<typeof documentOf>, id: string) =>
  document.sections.find((section) => section.id === id)?.facts.map(({ text }) => text) ?? [];

describe('the minutes in words', () => {
  const document = documentOf(givenDraft(), false, 'vi');

  it('tell time, place and who chaired', () => {
    expect(sectionOf(document, 'opening')).toEqual([
      'Thời gian bắt đầu: 08 giờ 05 phút, ngày 23 tháng 11 năm 2026.',
      'Thời gian dự kiến: 08 giờ 00 phút, ngày 23 tháng 11 năm 2026.',
      'Địa điểm: Phòng số 2.',
      'Chủ tọa: Ông chair (Hội trường).',
      'Từ 08 giờ 40 phút: Ông deputy điều hành phiên họp (người điều hành trước mất kết nối).',
      'Thư ký: Ông clerk.',
      'Thể lệ phát biểu: Quy chế họp đơn giản.',
    ]);
  });

  it('tell who was there, by site, and who was not and why', () => {
    const facts = sectionOf(document, 'attendance');
    expect(facts).toContain(
      'Thành viên: 4; đã tham dự 3 (tại phòng họp 3, trực tuyến 0); vắng mặt hoặc chưa điểm danh 1.',
    );
    expect(facts).toContain('Khi khai mạc có mặt 3/4 thành viên, cần ít nhất 3: đủ điều kiện tiến hành phiên họp.');
    expect(facts).toContain('Hội trường (3): Ông chair, Ông deputy, Đại biểu Ông lan.');
    expect(facts).toContain('Đại biểu Ông minh: đi công tác.');
    expect(facts).toContain('Ông clerk (Thư ký).');
  });

  it('tell each speech with its time, what was extended, how it ended, and both names where the clerk acted', () => {
    expect(sectionOf(document, 'item-1')).toEqual([
      'Tiến hành từ 08 giờ 06 phút đến 08 giờ 20 phút và từ 08 giờ 35 phút đến 09 giờ 00 phút; tổng cộng 39 phút.',
      'Đại biểu Ông lan (Hội trường) phát biểu: từ 08 giờ 10 phút đến 08 giờ 13 phút (3 phút 20 giây); ' +
        'được gia hạn thêm 2 phút; hết thời gian, micro tự đóng; do Thư ký Ông clerk thực hiện thay Chủ tọa Ông chair.',
    ]);
  });

  it('tell of a closed session its time only, and name nobody', () => {
    expect(sectionOf(document, 'course')).toEqual([
      'Tạm nghỉ từ 08 giờ 20 phút đến 08 giờ 35 phút.',
      'Họp kín từ 08 giờ 45 phút đến 08 giờ 55 phút: 1 lượt phát biểu, 4 phút. Nội dung họp kín không ghi trong biên bản này.',
    ]);
    const statistics = document.sections.find(({ id }) => id === 'statistics');
    expect(statistics?.tables[0]?.rows).toEqual([['Ông lan', '1', '3 phút 20 giây']]);
    expect(statistics?.facts.map(({ text }) => text)).toEqual([
      'Tổng cộng: 2 lượt phát biểu, 7 phút 20 giây.',
      'Trong đó họp kín: 1 lượt phát biểu, 4 phút.',
    ]);
  });

  it('end with the hour of the end, and who signs', () => {
    expect(document.ending).toBe('Biên bản kết thúc vào hồi 11 giờ 20 phút, ngày 23 tháng 11 năm 2026./.');
    expect(document.signatures).toMatchObject([
      { title: 'THƯ KÝ', name: 'Ông clerk' },
      { title: 'CHỦ TỌA', name: 'Ông deputy' },
    ]);
    expect(document.fileName).toBe('Biên bản 2026-11-23 Phiên họp tháng 11');
  });

  it('keep items of staff off the paper, and give them no number', () => {
    expect(document.sections.map(({ id, isInternal }) => [id, isInternal])).toContainEqual(['item-inside', true]);
    expect(JSON.stringify(onPaper(document))).not.toContain('nội bộ');
  });

  it('of a meeting that runs say what goes on, and leave the end open', () => {
    const running = documentOf(givenDraft(10.5), false, 'vi');
    expect(sectionOf(running, 'item-1')).toEqual([
      'Tiến hành từ 08 giờ 06 phút (đang diễn ra).',
      expect.stringMatching(/^Đại biểu Ông lan .* \(đang phát biểu\); được gia hạn thêm 2 phút; do /),
    ]);
    expect(running).toMatchObject({ isOver: false, ending: expect.stringContaining('......') });
    expect(sectionOf(running, 'closing')).toEqual(['Phiên họp chưa kết thúc.']);
  });

  it('of a meeting of several days name the day', () => {
    const draft = givenDraft();
    const nextDay = { from: Date.UTC(2026, 10, 23, 4), to: Date.UTC(2026, 10, 24, 1), by: null };
    const { sections } = documentOf({ ...draft, recesses: [nextDay] }, false, 'vi');
    expect(JSON.stringify(sections)).toContain('từ 11 giờ 00 phút đến 08 giờ 00 phút ngày 24 tháng 11 năm 2026');
  });

  it('say the same in English, section by section', () => {
    const english = documentOf(givenDraft(), false, 'en');
    const shape = (of: typeof document) =>
      of.sections.map(({ id, facts, tables }) => [id, facts.length, tables.length]);
    expect(shape(english)).toEqual(shape(document));
    expect(sectionOf(english, 'item-1')[1]).toBe(
      'Ông lan (Hội trường) spoke: from 08:10 to 08:13 (3 min 20 s); extended by 2 min; ' +
        'time was over, the microphone closed; by the clerk Ông clerk, acting for the chair Ông chair.',
    );
  });
});
