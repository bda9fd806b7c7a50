import { splitTaskId } from '../../../shared/lottery/seats/seat-problem.ts';
import type { DrawEvent, Failure } from '../../../shared/lottery/types.ts';
import type { Language } from './words.ts';

/** What the page of a draw says of what happened since, in one language. */
interface EventWords {
  readonly title: string;
  readonly note: string;
  readonly line: string;
  readonly time: string;
  readonly what: string;
  readonly hash: string;
  readonly lostTarget: (target: string, stratum: string, reason: string) => string;
  readonly successor: (successor: string) => string;
  readonly lostOfficer: (officer: string, target: string, department: string, reason: string, evidence: string) => string;
  readonly replaced: (people: string) => string;
  readonly seats: (target: string, department: string, officers: string) => string;
  readonly failed: (names: string, signers: string) => string;
  readonly failedWhat: Readonly<Record<Failure['what'], string>>;
  readonly noReserve: (stratum: string) => string;
  readonly nobody: (target: string, department: string) => string;
  readonly certificate: (seats: number, usable: number, short: number) => string;
  readonly none: string;
  readonly list: string;
  readonly calledIn: (target: string, seq: number) => string;
  readonly lost: (reason: string, seq: number) => string;
}

export const EVENT_WORDS = {
  zh: {
    title: '抽取之后', note: '公布的抽取记录不会改动；之后的每一件事是 events.txt 中的一行，每行写着上一行的哈希。替补不由人指定：对象按抽签值次序递补，人员由各方重新摇号产生。',
    line: '序号', time: '时间', what: '事项', hash: '本行的哈希',
    lostTarget: (target, stratum, reason) => `检查对象 ${target}（${stratum} 层）无法检查：${reason}。`,
    successor: (successor) => `按抽签值次序，由备用对象 ${successor} 递补。`,
    lostOfficer: (officer, target, department, reason, evidence) => `检查人员 ${officer} 不能参加部门 ${department} 对 ${target} 的检查：${reason}（证明：${evidence}）。席位由各方重新摇号决定。`,
    replaced: (people) => `${people} 重新摇号的结果：`,
    seats: (target, department, officers) => `部门 ${department} 对 ${target} 的检查由 ${officers} 实施。`,
    failed: (names, signers) => `补抽未成：${names}。本行由${signers}签署，随后重新摇号。`,
    failedWhat: { commit: '未按时提交承诺', reveal: '未按时公开随机数', receipt: '未签收' },
    noReserve: (stratum) => `${stratum} 层的备用对象已经用完，不再递补。`,
    nobody: (target, department) => `部门 ${department} 对 ${target} 的检查没有人可以承担空缺的席位。`,
    certificate: (seats, usable, short) => `空缺 ${seats} 席，名录中符合条件、无须回避且尚有余量的检查人员 ${usable} 名，缺 ${short} 名。`,
    none: '无人', list: '、',
    calledIn: (target, seq) => `它不是第一次抽中的：${target} 无法检查，按抽签值次序由它递补（事件第 ${seq} 行）。`,
    lost: (reason, seq) => `它后来无法检查：${reason}（事件第 ${seq} 行）。`,
  },
  en: {
    title: 'Since the draw', note: 'A published transcript never changes; what happens later is a line of events.txt each, with the hash of the line before. Nobody names a substitute: targets move up by the next ticket, officers are drawn by the parties anew.',
    line: 'No.', time: 'Time', what: 'What happened', hash: 'Hash of the line',
    lostTarget: (target, stratum, reason) => `Target ${target} (stratum ${stratum}) cannot be inspected: ${reason}.`,
    successor: (successor) => `By the next ticket ${successor} moves up from the reserve.`,
    lostOfficer: (officer, target, department, reason, evidence) => `Officer ${officer} cannot take part in the visit of department ${department} to ${target}: ${reason} (evidence: ${evidence}). The parties draw the seat anew.`,
    replaced: (people) => `Drawn anew by ${people}:`,
    seats: (target, department, officers) => `${officers} make the visit of department ${department} to ${target}.`,
    failed: (names, signers) => `The ceremony came to nothing: ${names}. Signed by ${signers}; it is held again.`,
    failedWhat: { commit: 'sent no commitment in time', reveal: 'sent no reveal in time', receipt: 'sent no receipt' },
    noReserve: (stratum) => `The reserve of stratum ${stratum} is used up; nobody moves up.`,
    nobody: (target, department) => `Nobody can take the empty seats of department ${department} at ${target}.`,
    certificate: (seats, usable, short) => `${seats} seats are empty; ${usable} officers of the directory are eligible, not recused and have room: ${short} short.`,
    none: 'nobody', list: ', ',
    calledIn: (target, seq) => `It was not among the first: ${target} cannot be inspected, and it moved up by the next ticket (line ${seq} of the events).`,
    lost: (reason, seq) => `It could not be inspected afterwards: ${reason} (line ${seq} of the events).`,
  },
} as const satisfies Readonly<Record<Language, EventWords>>;

/** One line of the events as sentences. `successorOf`: who moves up for a lost target, if anybody. */
export const eventInWords = (event: DrawEvent, successorOf: (event: DrawEvent) => string | undefined, language: Language): readonly string[] => {
  const words: EventWords = EVENT_WORDS[language];
  const names = (people: readonly { readonly id: string }[]): string => people.map(({ id }) => id).join(words.list) || words.none;
  switch (event.kind) {
    case 'lost-target': {
      const successor = successorOf(event);
      return [words.lostTarget(event.target, event.stratum, event.reason), ...(successor === undefined ? [] : [words.successor(successor)])];
    }
    case 'lost-officer': {
      const { target, department } = splitTaskId(event.taskId);
      return [words.lostOfficer(event.officer, target, department, event.reason, event.evidence)];
    }
    case 'replaced':
      return [words.replaced(names(event.reveals)), ...event.tasks.map(({ taskId, officers }) => words.seats(splitTaskId(taskId).target, splitTaskId(taskId).department, officers.join(words.list)))];
    case 'failed': {
      const failed = event.failed.map(({ id, what }) => `${id} ${words.failedWhat[what]}`).join(words.list);
      return [words.failed(failed, names(event.sigs))];
    }
    case 'unfilled': {
      if ('stratum' in event) return [words.noReserve(event.stratum)];
      const { target, department } = splitTaskId(event.taskId);
      return [words.nobody(target, department), ...(event.certificate === undefined ? [] : [words.certificate(event.certificate.seats, event.certificate.usable, event.certificate.short)])];
    }
  }
};
