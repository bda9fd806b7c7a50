import { createHash } from 'node:crypto';

/** The one stylesheet. Type carries the page: one column, hairlines, one colour for what may be followed, one for what went wrong. */
export const STYLE = `
:root{--paper:#fbfaf6;--panel:#fff;--ink:#1b2026;--soft:#59616b;--line:#dedbd2;--link:#0b5394;--mark:#a3271b;--good:#1f6b3a;--bar:#d7dfe8;--mono:ui-monospace,"SFMono-Regular",Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--panel:#1b1f24;--ink:#e9e7e1;--soft:#a5acb5;--line:#343a41;--link:#8abaf0;--mark:#f08a7d;--good:#7ecb98;--bar:#35414f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.65 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
a{color:var(--link);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--panel);padding:.5rem 1rem}
.wrap{max-width:66rem;margin:0 auto;padding:0 1.25rem}
header.site{border-bottom:3px double var(--line);background:var(--panel)}
header.site .wrap{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1.75rem;padding-top:1rem;padding-bottom:.9rem}
.brand{font-family:"Noto Serif SC","Noto Serif CJK SC","Songti SC",Georgia,serif;font-weight:700;font-size:1.3rem;color:var(--ink);text-decoration:none;margin-right:auto}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:0}
nav a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none;border-bottom:2px solid var(--mark)}
main.wrap{padding-top:2.5rem;padding-bottom:4rem}
h1,h2{font-family:"Noto Serif SC","Noto Serif CJK SC","Songti SC",Georgia,serif;line-height:1.3;font-weight:700}
h1{font-size:clamp(1.6rem,4vw,2.3rem);margin:0 0 .5rem;text-wrap:balance}
h2{font-size:1.3rem;margin:3rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
p{max-width:46rem;margin:.5rem 0 1rem}
.lede{font-size:1.15rem;color:var(--soft)}
.soft{color:var(--soft)}
.scroll{overflow-x:auto;margin:0 -1.25rem;padding:0 1.25rem}
table{border-collapse:collapse;width:100%;font-size:.94rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--line)}
thead th{font-size:.85rem;font-weight:600;color:var(--soft);border-bottom:1px solid var(--ink);white-space:nowrap}
tbody th{font-weight:600}
td.n,th.n{text-align:right;padding-right:1.5rem;font-variant-numeric:tabular-nums;white-space:nowrap}
td.d{white-space:nowrap;font-variant-numeric:tabular-nums}
.nowrap{white-space:nowrap}
code,pre,.hash{font-family:var(--mono);font-size:.86em}
.hash{overflow-wrap:anywhere}
pre{background:var(--panel);border:1px solid var(--line);border-left:3px solid var(--link);padding:.9rem 1rem;overflow-x:auto;line-height:1.5}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.4rem 1.5rem;margin:1rem 0}
dt{color:var(--soft)}dd{margin:0;min-width:0}
.figures{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;margin:1.5rem 0;padding:0;list-style:none}
.figures b{display:block;font:700 1.9rem/1.2 "Noto Serif SC","Noto Serif CJK SC",Georgia,serif;font-variant-numeric:tabular-nums}
.figures span{color:var(--soft);font-size:.9rem}
.tag{display:inline-block;padding:0 .5rem;border:1px solid currentColor;border-radius:.15rem;font-size:.82rem;line-height:1.6;color:var(--soft);white-space:nowrap}
.tag.void,.late{color:var(--mark)}.tag.published,.tag.archived{color:var(--good)}.tag.open,.tag.drawing,.tag.drawn,.tag.sealed{color:var(--link)}
.notice{border-left:3px solid var(--mark);padding:.25rem 0 .25rem 1rem;margin:1rem 0}
.ids{columns:13.5rem;list-style:none;padding:0;margin:1rem 0;font-family:var(--mono);font-size:.86rem}
.ids li{break-inside:avoid}
.steps{padding-left:1.4rem;max-width:46rem}.steps li{margin:.5rem 0}
form.look{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:1rem 0}
form.look label{flex:1 1 18rem;max-width:26rem}form.look label span{display:block;color:var(--soft);font-size:.9rem}
input{font:inherit;width:100%;padding:.5rem .7rem;border:1px solid var(--soft);background:var(--panel);color:var(--ink);border-radius:.15rem}
button{font:inherit;padding:.5rem 1.25rem;border:1px solid var(--link);background:var(--link);color:var(--paper);border-radius:.15rem;cursor:pointer}
figure{margin:1rem 0}figcaption{color:var(--soft);font-size:.9rem}
svg.year{display:block;min-width:52rem;width:100%;height:auto;font-size:12px}
svg.year text{fill:var(--ink)}svg.year .m{fill:var(--soft)}svg.year .grid{stroke:var(--line)}svg.year .bar{fill:var(--bar)}
svg.year .now{stroke:var(--mark);stroke-dasharray:3 3}svg.year .draw{fill:var(--link)}svg.year .void{stroke:var(--mark);stroke-width:2.2;fill:none}
svg.year .done{fill:var(--good)}svg.year .step{fill:none;stroke:var(--link);stroke-width:1.6}
.check progress{width:100%;max-width:46rem;height:1rem;accent-color:var(--link)}
.checks{list-style:none;padding:0;margin:1rem 0;max-width:46rem}.checks>li{padding:.6rem 0 .6rem 2rem;border-bottom:1px solid var(--line);position:relative}
.checks [data-sign]{position:absolute;left:0;width:1.4rem;text-align:center;font-weight:700}.checks [data-said]{display:block;color:var(--soft)}
.checks>[data-state=pass] [data-sign]{color:var(--good)}.checks>[data-state=fail] [data-sign],[data-state=fail]>[data-said]{color:var(--mark)}
.checks details ul{list-style:none;padding:0;margin:.5rem 0;font-size:.9rem}.checks details li{margin:.35rem 0}.checks details li span{display:block;color:var(--soft);font-family:var(--mono);font-size:.92em;overflow-wrap:anywhere}
.answer{border-left:5px solid var(--link);padding:.5rem 0 .5rem 1rem;margin:1.5rem 0;max-width:46rem;overflow-wrap:anywhere}.answer[data-state=fail]{border-color:var(--mark)}.answer[data-state=pass]{border-color:var(--good)}
[hidden]{display:none!important}button:disabled{opacity:.6;cursor:default}.path{padding-left:2rem}h3{font-size:1.05rem;margin:2rem 0 .25rem}
svg.fair{display:block}svg.fair rect{fill:var(--link)}svg.fair line{stroke:var(--mark);stroke-width:2}
svg.ticket{display:block;width:100%;max-width:46rem;height:auto;font-size:11px;overflow:visible}svg.ticket text{fill:var(--ink)}svg.ticket .all{fill:var(--bar)}svg.ticket .drawn{fill:var(--good)}svg.ticket .tau{stroke:var(--mark);stroke-width:2}svg.ticket .own{fill:var(--link);stroke:var(--panel);stroke-width:1.5}
td.heat1,td.heat2,td.heat3,td.heat4{border-left:1px solid var(--paper)}td.heat1{background:color-mix(in srgb,var(--bar) 15%,var(--paper))}td.heat2{background:color-mix(in srgb,var(--bar) 35%,var(--paper))}td.heat3{background:color-mix(in srgb,var(--bar) 55%,var(--paper))}td.heat4{background:color-mix(in srgb,var(--bar) 75%,var(--paper))}td.heat1 .soft,td.heat2 .soft,td.heat3 .soft,td.heat4 .soft{color:inherit;font-size:.82rem}
footer.site{border-top:1px solid var(--line);color:var(--soft);font-size:.9rem;padding:1.25rem 0 2.5rem}
footer.site .wrap{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between}
@media (max-width:40rem){table{min-width:40rem}dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@media print{header.site nav,footer.site,form.look{display:none}body{background:none}}
`.trim();

/** Where the stylesheet lies; a changed one has another address, so that caches never show an old one. */
export const STYLE_ADDRESS = `/public/portal.css?v=${createHash('sha256').update(STYLE).digest('hex').slice(0, 8)}`;
