import type { Notice } from './notice.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const list = (entries: readonly string[]): string => `<ul>${entries.map((entry) => `<li>${escape(entry)}</li>`).join('')}</ul>`;

/** The notice as one page that prints and needs nothing else; the notice as programs read it lies inside it. */
export const noticePage = (notice: Notice): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>检查通知书 ${escape(notice.taskNo)}</title>
<style>body{font:16px/1.7 "Noto Serif SC","Songti SC",serif;max-width:42rem;margin:3rem auto;padding:0 1rem}h1{text-align:center}h2{font-size:1rem;margin:1.5rem 0 .25rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.25rem .5rem;text-align:left}</style></head>
<body><main><h1>双随机检查通知书</h1>
<p>任务编号：${escape(notice.taskNo)}</p>
<p>${escape(notice.enterprise.name)}（统一社会信用代码 ${escape(notice.enterprise.id)}）：</p>
<p>根据“${escape(notice.plan.name)}”，经公开随机抽取，你单位被列为检查对象。请于 ${notice.visit.from} 至 ${notice.visit.to} 期间接受检查。</p>
<h2>法律依据</h2>${list(notice.legalBasis)}
<h2>检查事项</h2>${notice.items.map(({ name, authority, checklist }) => `<p>${escape(name)}（${escape(authority)}）</p>${list(checklist)}`).join('')}
<h2>检查方式</h2>${list(notice.methods)}
<h2>检查人员</h2><table><thead><tr><th scope="col">单位</th><th scope="col">姓名</th><th scope="col">执法证号</th></tr></thead><tbody>${notice.officers
  .map(({ authority, name, certificateNo }) => `<tr><td>${escape(authority)}</td><td>${escape(name)}</td><td>${escape(certificateNo)}</td></tr>`)
  .join('')}</tbody></table>
<h2>请准备的材料</h2>${list(notice.documents)}
<h2>你单位的权利</h2>${list(notice.rights)}
<h2>联系</h2><p>${escape(notice.contact)}。抽取过程和结果可在 ${escape(notice.drawPage)} 核验。</p>
<p>${notice.issuedAt.slice(0, 10)}</p></main>
<script type="application/json" id="notice">${JSON.stringify(notice).replaceAll('<', '\\u003c')}</script></body></html>
`;
