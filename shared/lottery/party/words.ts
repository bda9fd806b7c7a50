import type { PartyRefusal } from './act.ts';

/** Both languages of the tool. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What the tool says where one should not sign, and what to do then. */
export const REFUSALS = {
  'not-invited': { zh: '名录中没有您的参与人编号：请核对编号，或向联席会议办公室询问', en: 'the manifest does not invite this id: check the id, or ask the conference office' },
  'another-key': { zh: '抽取清单中登记的公钥不是本记录本的公钥：请勿签署，立即通知联席会议办公室', en: 'the manifest names another public key than this notebook’s: do not sign, tell the conference office' },
  'another-manifest': { zh: '本次抽取您已就另一份清单作出承诺：同一批号出现两份清单即为异常，请勿签署并公开您的记录', en: 'you committed to another manifest for this attempt: two manifests for one attempt are a fraud; do not sign, publish your notebook’s lines' },
  'unknown-previous': { zh: '您尚未见过上一次抽取的作废记录：请先用 seen 命令登记已公布的 void.json', en: 'you have not seen the void record before this attempt: first note the published void.json with `seen`' },
  'not-committed': { zh: '本记录本没有对该清单的承诺', en: 'this notebook holds no commitment for this manifest' },
  'own-commitment-changed': { zh: '公布的承诺与您交出的不符：请勿公开随机数', en: 'the commitment shown as yours is not the one you sent: do not reveal' },
  'commitments-wrong': { zh: '承诺不全或签名有误：请勿公开随机数，待全部承诺公布后再试', en: 'commitments are missing or wrongly signed: do not reveal; try again once all are shown' },
  'another-reveal-signed': { zh: '您已就另一组承诺公开随机数：请勿再签', en: 'you have revealed for another set of commitments: do not sign again' },
  'no-beacon': { zh: '本次抽取没有公共信标，不需签收', en: 'this draw has no beacon: there is nothing to sign for' },
  'own-reveal-missing': { zh: '公布的揭示中没有您的，或与您交出的不符：请勿签收，公开您已签的消息', en: 'your reveal is not among those shown, or is not the one you sent: do not sign, publish the message you signed' },
  'reveals-wrong': { zh: '揭示与承诺不符或签名有误：请勿签收', en: 'reveals do not open their commitments or are wrongly signed: do not sign' },
  'another-receipt-signed': { zh: '您已就另一组揭示签收：请勿再签，公开您的记录', en: 'you have signed for another set of reveals: do not sign again, publish your lines of it' },
  'round-exists': { zh: '信标轮次已经产生：此时签收已无意义，请勿签收', en: 'the round of the beacon exists already: a receipt would prove nothing now, do not sign' },
  'named-falsely': { zh: '记录称您未交，而您已交：请勿签署，也不要再作承诺，公开您已签的消息；确系迟交的，先用 late 命令登记', en: 'the record says you failed, but you sent: do not sign, nor commit again, publish the message you signed; if it left too late, first note that with `late`' },
  'own-failure': { zh: '记录所称未交的正是您：由其他各方签署', en: 'it is you who is named as missing: the others sign' },
  'was-in-time': { zh: '您随后签署的消息表明它已按时收到：不要登记为迟交，公开您已签的消息', en: 'what you signed next shows that it was in time: do not note it as late, publish the message you signed' },
  'events-wrong': { zh: 'events.txt 的各行前后不相连，或其中未成的补抽签名不足：请勿签署', en: 'the lines of events.txt do not follow from each other, or a failed ceremony among them is not signed by enough: do not sign' },
  'no-such-loss': { zh: 'events.txt 中没有需要补抽的这一行', en: 'events.txt has no such line that calls for a ceremony' },
  'another-line': { zh: '您已就同一缺员在另一行作出承诺：同一缺员出现两行即为异常，请勿签署并公开您的记录', en: 'you committed to another line for the same loss: two lines for one loss are a fraud; do not sign, publish your lines of it' },
  'own-message-missing': { zh: '记录漏列您已交的消息：请勿签署，也不要再作承诺，公开您已签的消息；确系迟交的，先用 late 命令登记', en: 'the record leaves out what you sent: do not sign, nor commit again, publish the message you signed; if it left too late, first note that with `late`' },
  'void-wrong': { zh: '作废记录不完整或签名不足', en: 'the void record is not complete or not signed by enough' },
  'transcript-differs': { zh: '公布的抽取记录与您的记录不符：请公开您的记录', en: 'the published transcript differs from your notebook: publish your lines of it' },
} as const satisfies Record<PartyRefusal, Words>;

export const USAGE = `用法 usage: node party.mjs NOTEBOOK COMMAND
  key ID                    建立记录本和密钥，打印公钥        makes the notebook with a key, prints the public key
  commit MANIFEST           打印对 manifest.json 的承诺      prints the commitment to manifest.json
  reveal MANIFEST DRAW      核对全部承诺后打印随机数          checks all commitments, prints the reveal
  receipt MANIFEST DRAW     核对全部揭示后签收（有信标时）    checks all reveals, signs for them (where there is a beacon)
  void MANIFEST RECORD      核对后签署作废记录                checks and signs a void record
  seen MANIFEST VOID        登记已公布的 void.json           notes a published void.json
  after-commit MANIFEST EVENTS SEQ        打印对第 SEQ 行补抽的承诺     prints the commitment to the ceremony after line SEQ
  after-reveal MANIFEST EVENTS SEQ LINE   核对承诺后打印随机数           checks its commitments, prints the reveal
  after-failed MANIFEST EVENTS RECORD     核对后签署补抽未成的记录       checks and signs the line of one that failed
  late M0 STEP              登记自己迟交的消息                notes that the message of commit, reveal or receipt left too late
  check TRANSCRIPT          核对已公布的抽取记录              holds a published transcript to the notebook
  show                      打印可公开的各行                  prints the lines without key and open secrets
DRAW: GET /v1/batches/{batchId}/draw 的应答 its answer。RECORD: 其中 voiding.record，补抽为 ceremony.failure.record。LINE: GET /v1/batches/{batchId}/events 中的该行 the line of its answer。EVENTS: events.txt。
NOTEBOOK 是只增不改的文件，请备份并离线保管 is only ever added to; keep a copy, and keep it offline.`;
