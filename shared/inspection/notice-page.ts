import type { Notice } from './notice.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const list = (entries: readonly string[]): string => `<ul>${entries.map((entry) => `<li>${escape(entry)}</li>`).join('')}</ul>`;

const together = ({ together: others = [] }: Notice): string =>
  others.length === 0 ? '' : `<h2>同次检查</h2><p>本次检查与下列任务合并为一次入企：</p>${list(others.map(({ taskNo, authority, items }) => `${taskNo}（${authority}）：${items.join('、')}`))}`;

const assistants = ({ assistants: helpers = [] }: Notice): string =>
  helpers.length === 0
    ? ''
    : `<h2>协助人员</h2><p>下列人员由同一次抽取随机产生，只提供专业协助，不是执法人员，不计入执法人员人数，不作检查决定：</p><table><thead><tr><th scope="col">姓名</th><th scope="col">类别</th><th scope="col">专业领域</th><th scope="col">单位</th><th scope="col">资质证书号</th></tr></thead><tbody>${helpers
        .map(({ name, kind, field, organisation = '', qualificationNo = '' }) => `<tr>${[name, kind, field, organisation, qualificationNo].map((text) => `<td>${escape(text)}</td>`).join('')}</tr>`)
        .join('')}</tbody></table>\n`;

/** The notice as one page that prints and needs nothing else; the notice as programs read it lies inside it. */
export const noticePage = (notice: Notice): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>检查通知书 ${escape(notice.taskNo)}</title>
<style>body{font:16px/1.7 "Noto Serif SC","Songti SC",serif;max-width:42rem;margin:3rem auto;padding:0 1rem}h1{text-align:center}h2{font-size:1rem;margin:1.5rem 0 .25rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.25rem .5rem;text-align:left}</style></head>
<body><main><h1>双随机检查通知书</h1>
<p>任务编号：${escape(notice.taskNo)}</p>
<p>${escape(notice.enterprise.name)}（统一社会信用代码 ${escape(notice.enterprise.id)}）：</p>
<p>根据“${escape(notice.plan.name)}”，经公开随机抽取，你单位被列为检查对象。请于 ${notice.visit.from} 至 ${notice.visit.to} 期间接受检查。</p>
${notice.unannounced === undefined ? '' : `<p>本次检查不事先告知，本通知书由检查人员到场时出示；抽取的全部内容于 ${notice.unannounced.openOn} 公开。</p>\n`}<h2>法律依据</h2>${list(notice.legalBasis)}
<h2>检查事项</h2>${notice.items.map(({ name, authority, checklist }) => `<p>${escape(name)}（${escape(authority)}）</p>${list(checklist)}`).join('')}
${together(notice)}<h2>检查方式</h2>${list(notice.methods)}
<h2>检查人员</h2><table><thead><tr><th scope="col">单位</th><th scope="col">姓名</th><th scope="col">执法证号</th></tr></thead><tbody>${notice.officers
  .map(({ authority, name, certificateNo, from }) => `<tr><td>${escape(from === undefined ? authority : `${authority}（由${from}统筹调配）`)}</td><td>${escape(name)}</td><td>${escape(certificateNo)}</td></tr>`)
  .join('')}</tbody></table>
${assistants(notice)}<h2>请准备的材料</h2>${list(notice.documents)}
<h2>你单位的权利</h2>${list(notice.rights)}
<h2>联系</h2><p>${escape(notice.contact)}。抽取过程和结果可在 ${escape(notice.drawPage)} 核验。</p>
<p>${notice.issuedAt.slice(0, 10)}</p></main>
<script type="application/json" id="notice">${JSON.stringify(notice).replaceAll('<', '\\u003c')}</script></body></html>
`;
