/** The look of the administrator's pages: readable in light and dark, at any width, and on paper. */
export const STYLE = `
:root{--ink:#1a2530;--soft:#4b5b6b;--line:#cfd7df;--page:#f4f6f8;--card:#fff;--accent:#0b5cad;--good:#146c3c;--bad:#b3261e;--wait:#8a4b00}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#aab7c4;--line:#3a4652;--page:#12181e;--card:#1b232b;--accent:#7db8f5;--good:#7fd6a4;--bad:#ff9d94;--wait:#f3c078}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}
a{color:var(--accent)}a:focus-visible,button:focus-visible,select:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}
header{background:var(--card);border-bottom:1px solid var(--line);padding:.75rem 1.25rem;display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap}
header strong{font-size:1.05rem}header .clock{color:var(--soft);margin-left:auto;font-variant-numeric:tabular-nums}
main{max-width:76rem;margin:0 auto;padding:1.25rem}h1{font-size:1.5rem;margin:.25rem 0 1rem}h2{font-size:1.1rem;margin:0 0 .6rem}
section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.25rem;margin:0 0 1rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;white-space:nowrap}td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}time,.nowrap{white-space:nowrap;font-variant-numeric:tabular-nums}
.SUCCEEDED{color:var(--good)}.FAILED,.TIMED_OUT,.ABORTED{color:var(--bad)}.RUNNING{color:var(--wait)}
form.filter{display:flex;gap:.75rem;flex-wrap:wrap;align-items:end;margin-bottom:.75rem}label{display:grid;gap:.15rem;color:var(--soft);font-size:.9rem}
select,button{font:inherit;padding:.3rem .7rem;border:1px solid var(--line);border-radius:.35rem;background:var(--card);color:var(--ink)}button{background:var(--accent);color:var(--card);border-color:var(--accent);cursor:pointer}
pre{margin:.25rem 0 0;padding:.6rem;background:var(--page);border-radius:.35rem;overflow:auto;max-height:22rem;white-space:pre-wrap;word-break:break-word;font:13px/1.5 ui-monospace,monospace}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}dt{color:var(--soft)}dd{margin:0;word-break:break-word}
svg text{font:13px system-ui,"PingFang SC","Noto Sans SC",sans-serif;fill:var(--ink)}svg .node{fill:var(--card);stroke:var(--line);stroke-width:1.5}
svg .done .node{stroke:var(--good);stroke-width:2}svg .current .node{stroke:var(--wait);stroke-width:3}svg .failed .node{stroke:var(--bad);stroke-width:3}svg .unreached text{fill:var(--soft)}
svg .edge{fill:none;stroke:var(--soft);stroke-width:1.2}svg .edge.catch{stroke:var(--bad);stroke-dasharray:4 3}svg .edge.far{opacity:.4}svg marker path{fill:var(--soft)}
nav.pages{display:flex;gap:1rem;margin-top:.6rem}
@media print{header,form,nav{display:none}section{break-inside:avoid;border:0}}
`;
