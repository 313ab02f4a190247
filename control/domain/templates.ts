/**
 * Meeting templates: what a new meeting begins with. A body keeps its own; these three ship with the product. They are
 * data, and their titles are general: the clerk replaces them by the items of the day.
 */
import type { ItemFields } from './agenda.ts';
import type { TemplateId } from './ids.ts';
import type { QuorumRuleId } from './quorum.ts';

export type Template = {
  id: TemplateId;
  name: string;
  title: string;
  place: string;
  quorumRuleId: QuorumRuleId;
  items: readonly Pick<ItemFields, 'title' | 'plannedMs' | 'visibility'>[];
};

const builtInPrefix = 'builtin-';
const minuteMs = 60_000;

export const builtInTemplates: readonly Template[] = [
  template('committee-session', 'Phiên họp thường kỳ Ủy ban nhân dân', 'peoplesCommittee', [
    ['Khai mạc, thông qua chương trình phiên họp', 10],
    ['Báo cáo việc thực hiện kết luận của phiên họp trước', 15],
    ['Báo cáo tình hình kinh tế – xã hội, nhiệm vụ trọng tâm thời gian tới', 30],
    ['Thảo luận các nội dung trình Ủy ban nhân dân', 60],
    ['Biểu quyết các nội dung thuộc thẩm quyền', 20],
    ['Chủ tọa kết luận, bế mạc', 15],
  ]),
  template('council-session', 'Kỳ họp Hội đồng nhân dân', 'peoplesCouncil', [
    ['Chào cờ, khai mạc kỳ họp', 20],
    ['Thông qua chương trình kỳ họp', 10],
    ['Báo cáo của Thường trực Hội đồng nhân dân', 30],
    ['Báo cáo của Ủy ban nhân dân', 40],
    ['Báo cáo của Tòa án nhân dân và Viện kiểm sát nhân dân', 30],
    ['Báo cáo thẩm tra của các Ban', 40],
    ['Thảo luận', 120],
    ['Chất vấn và trả lời chất vấn', 120],
    ['Thông qua các nghị quyết', 60],
    ['Bế mạc kỳ họp', 15],
  ]),
  template('briefing', 'Họp giao ban', 'simpleMajority', [
    ['Thông báo nội dung cuộc họp', 5],
    ['Báo cáo kết quả công tác tuần qua', 20],
    ['Các đơn vị báo cáo, nêu khó khăn và kiến nghị', 30],
    ['Phân công nhiệm vụ tuần tới', 20],
    ['Chủ trì kết luận', 10],
  ]),
];

/** Ids of this kind are kept for the templates that ship. */
export function isBuiltIn(id: TemplateId): boolean {
  return id.startsWith(builtInPrefix);
}

function template(
  id: string,
  name: string,
  quorumRuleId: QuorumRuleId,
  items: readonly [title: string, minutes: number][],
): Template {
  return {
    id: `${builtInPrefix}${id}` as TemplateId,
    name,
    title: name,
    place: '',
    quorumRuleId,
    items: items.map(([title, minutes]) => ({ title, plannedMs: minutes * minuteMs, visibility: 'public' })),
  };
}
