/** What the verifier checks, in Chinese: the beginning of its own words, and what stands for it. The longest that fits is taken. */
export const FINDINGS_ZH: Readonly<Record<string, string>> = {
  'manifest.json is the one in': 'manifest.json 与此文件中的一致：', 'manifest.json beside the transcript': '抽取记录旁的 manifest.json', 'manifest.json': 'manifest.json 规范', 'transcript.json': 'transcript.json 规范',
  'void.json discards this transcript': 'void.json 作废的就是这份记录', 'void.json': 'void.json 规范', 'sealed.json names this transcript': 'sealed.json 指的就是这份记录', 'sealed.json': 'sealed.json 规范',
  'verify.mjs': '核验程序 verify.mjs 的哈希', 'events.txt': '事件的哈希链', 'completeness of events': '事件是否完整', 'who attests the times': '时间由谁证明', 'the discarded transcript': '作废的记录', 'the draw itself': '抽取本身', 'the ceremony': '摇号仪式',
  'void of attempt': '作废记录，第几次：', attempt: '历次抽取，第几次：', times: '时间顺序', M0: '清单承诺 M0', M1: '收齐承诺 M1', M2: '收齐揭示 M2', 'everyone committed': '各方都作了承诺', commitments: '承诺的签名', reveals: '揭示与承诺相符', missing: '缺席者',
  'enough reveals': '揭示足够', 'receipts for M2': 'M2 的签收', 'beacons are the rounds of the manifest': '信标轮次与清单一致', 'beacon outputs': '信标输出', 'signatures of the beacons': '信标的签名', seed: '种子', 'M0 of the sealed draw': '密封抽取的 M0',
  'ceremony of event': '事件的仪式，序号：', quotas: '配额', 'quotas of the transcript': '记录中的配额', capUsed: '上限已用数', capBase: '上限基数', 'the shard roots fold to the root': '各片的根合成总根', resultDigest: '结果摘要', 'resultDigest of the rows': '由名录重算的结果摘要',
  rows: '名录逐行', 'roots of the rows': '名录的根', 'rows, N_h, tickets and targets': '名录、可抽取数、抽签值和抽中的对象', 'exclusions, N_h, tickets and targets': '排除名单、可抽取数、抽签值和抽中的对象', 'excluded.txt': '排除名单', directoryStats: '名录统计',
  'excluded ids without a row': '排除名单中没有名录行的', 'strata of eligible rows not listed': '未列出的层', N_h: '各层可抽取数', drawn: '抽中的对象', τ: '门槛值 τ', reserve: '备用对象', 'officers.txt': '检查人员名录', 'officers and their pools': '检查人员及其候选范围',
  'pools and seats': '候选范围和席位', 'pools and loads of department': '候选范围和工作量，部门', 'departments of the assignments': '分派的部门', recusals: '回避名单', 'witness/recusals.txt': '回避名单', 'witness/secret.txt': '检查人员抽取的秘密数', 'the secret of the inspectors’ draw': '检查人员抽取的秘密数',
  'every seat of department': '每个席位，部门', 'every seat': '每个席位', 'seats.json': '席位记录', 'witness/seats.json': '席位记录', event: '事件', 'losses still open': '尚待补抽的', inclusion: '在名录里', absence: '不在名录里', eligibility: '是否可抽取', 'drawn or not': '是否抽中', everything: '全部', 'what is published': '公布的内容',
  "the audit trail's head": '审计记录的末端', 'officers, rows, witness/recusals.txt and witness/secret.txt': '名录、检查人员名录和见证文件', 'the outcome of': '待出结果：', "the audit trail's checkpoint": '审计记录的公布检查点', 'a BLS12-381 implementation': 'BLS12-381 程序', 'rows of a blinded directory': '不公开逐行内容的名录', 'the targets’ regions, from the rows': '名录中的对象区域',
};
