import type { BatchResults } from './batch-results.ts';
import { officerInLine, type PublicResult } from './public-result.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const percent = (bp: number): string => `${Math.floor(bp / 100)}.${String(bp % 100).padStart(2, '0')} %`;
const cell = (text: string): string => `<td>${escape(text)}</td>`;

/** The public result notice of a batch as one page that prints and needs nothing else. */
export const resultsNotice = (batch: BatchResults, results: readonly PublicResult[]): string => {
  const { drawn, lost, published, exempt, open, entryRateBp, publicityRateBp } = batch.reconciliation;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>抽查结果公示 ${escape(batch.batchId)}</title>
<style>body{font:15px/1.6 "Noto Sans SC","PingFang SC",sans-serif;max-width:70rem;margin:3rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}caption{text-align:left;padding:.5rem 0}</style></head>
<body><main><h1>双随机抽查结果公示</h1>
<p>${escape(batch.name)}（${escape(batch.batchId)}），牵头部门：${escape(batch.lead)}</p>
<p>抽取 ${drawn}${lost === undefined ? '' : `（含递补；其中无法检查 ${lost} 户，按原因公示）`} = 公示 ${published} + 免公示 ${exempt} + 未完 ${open}；录入率 ${percent(entryRateBp)}，公示率 ${percent(publicityRateBp)}。</p>
<table><caption>检查结果（${results.length} 户）</caption>
<thead><tr>${['任务编号', '检查对象', '统一社会信用代码', '检查机关', '检查人员（执法证号）', '完成日期', '事项', '结果'].map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${results.map(rows).join('\n')}</tbody></table></main></body></html>
`;
};

const rows = (result: PublicResult): string =>
  result.items
    .map(
      (item) =>
        `<tr>${[
          result.taskNo,
          result.enterprise.name,
          result.enterprise.id,
          item.authority,
          result.officers.map(officerInLine).join('、'),
          result.completedOn,
          item.name,
          `${item.codes.join('、')} ${item.result}`,
        ]
          .map(cell)
          .join('')}</tr>`,
    )
    .join('');
