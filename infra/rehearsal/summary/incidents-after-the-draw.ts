import { inSomeBatch, type Kind } from './incident-kind.ts';

/** What befalls the inspections themselves. */
export const afterTheDraw: readonly Kind[] = [
  {
    id: 'expert-helps', clause: 'NR-2', zh: '随机抽取的专家到场协助，不计入执法人员', en: 'an expert drawn to help, and not counted among the officers',
    find: inSomeBatch(({ forms }) => {
      const form = forms.find((each) => 'assistantsPresent' in each && (each.assistantsPresent ?? []).length > 0);
      const [helper] = form?.assistants ?? [];
      return form && helper && 'officersPresent' in form ? `${form.inspectionId}：${helper.field} ${helper.expertId}，执法人员 ${form.officersPresent.length} 名` : undefined;
    }),
  },
  {
    id: 'officer-replaced', clause: 'BY-3', zh: '检查人员由重新摇号替换', en: 'an officer replaced by a fresh ceremony',
    find: inSomeBatch(({ forms, draw: { events } }) => {
      const form = forms.find(({ replacements }) => replacements.some(({ substitute }) => substitute !== undefined));
      const replaced = form?.replacements.find(({ substitute }) => substitute !== undefined);
      return form && events.some(({ line }) => line.kind === 'replaced') ? `${form.inspectionId}：${replaced?.officerId} → ${replaced?.substitute}` : undefined;
    }),
  },
  {
    id: 'target-replaced', clause: 'BY-3', zh: '无法检查的对象由备用对象依次递补', en: 'a target that cannot be inspected replaced by the next ticket',
    find: inSomeBatch(({ forms, draw: { events } }) => {
      const lost = forms.flatMap((form) => (form.stage === 'lost' ? [form] : []))[0];
      const called = forms.find(({ calledIn, stage }) => calledIn !== undefined && stage === 'published');
      return lost && called && events.some(({ line }) => line.kind === 'lost-target') ? `${lost.inspectionId}（${lost.loss.code}）→ ${called.targetId}` : undefined;
    }),
  },
  {
    id: 'organised-late', clause: 'GY-15', zh: '逾期组织检查并上报', en: 'an inspection organised late and escalated',
    find: inSomeBatch(({ batch, reconciliation: { organisedLate } }) => {
      const escalation = batch.escalations.find(({ wait }) => wait === 'organised');
      return organisedLate.length > 0 && escalation !== undefined ? `${organisedLate.join('、')}，${escalation.at} 上报 ${escalation.to.join('、')}` : undefined;
    }),
  },
  {
    id: 'entered-late', clause: 'GY-19', zh: '逾期录入结果并上报', en: 'a result entered late and escalated',
    find: inSomeBatch(({ batch, reconciliation: { enteredLate } }) => {
      const escalation = batch.escalations.find(({ wait }) => wait === 'results');
      return enteredLate.length > 0 && escalation !== undefined ? `${enteredLate.join('、')}，${escalation.at} 上报 ${escalation.to.join('、')}` : undefined;
    }),
  },
  {
    id: 'unreachable', clause: 'BY-6', zh: '通过登记的住所无法联系的对象，附证据', en: 'a target that could not be reached',
    find: inSomeBatch(({ forms }) => {
      const form = forms.find(({ results }) => results.length > 0 && results.every(({ codes, evidence }) => codes.includes('10') && evidence.length > 0));
      return form && `${form.inspectionId} ${form.enterprise.name}：结果 10，证据 ${form.results.flatMap(({ evidence }) => evidence).length} 份`;
    }),
  },
  {
    id: 'non-disclosure-approved', clause: 'GY-22', zh: '不予公示，主要负责人批准', en: 'an approved non-disclosure',
    find: inSomeBatch(({ forms }) => {
      const form = forms.find(({ stage, nonDisclosure }) => stage === 'exempt' && nonDisclosure?.decision?.approve === true);
      return form && `${form.inspectionId}：${form.nonDisclosure?.decision?.by.name}`;
    }),
  },
  {
    id: 'non-disclosure-refused', clause: 'GY-22', zh: '不予公示，主要负责人不同意', en: 'a refused non-disclosure',
    find: inSomeBatch(({ forms }) => {
      const form = forms.find(({ stage, nonDisclosure }) => stage === 'published' && nonDisclosure?.decision?.approve === false);
      return form && `${form.inspectionId}：${form.nonDisclosure?.decision?.by.name}`;
    }),
  },
];
