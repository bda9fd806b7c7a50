import { html, type Html } from '../admin/html.ts';
import { displayName, type LocalUser } from './local-user.ts';

/** The page on which a user of this machine is picked, by role. Works without script; `query` is carried on unchanged. */
export const pickerPage = (users: readonly LocalUser[], query: URLSearchParams): string => {
  const hidden = [...query].filter(([name]) => name !== 'sub').map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  const groups = [...Map.groupBy(users, rolesOf)].map(([roles, members]) => group(roles, members));
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>选择用户 · Sign in</title><style>${{ markup: STYLE }}</style></head>
<body><main><h1>选择用户 <small lang="en">Sign in</small></h1>
<p>本机演示环境，无需密码。<span lang="en">This machine only; no password.</span></p>
<form method="post" action="/oidc/authorize">${hidden}${groups}</form></main></body></html>`.markup;
};

/** Long lists start folded, so that every role is seen at once. */
const group = (roles: string, members: readonly LocalUser[]): Html =>
  html`<details${members.length <= 12 && html` open`}><summary>${roles} (${members.length})</summary><ul>${members.map(button)}</ul></details>`;

const button = (user: LocalUser): Html => html`<li><button name="sub" value="${user.sub}"><strong>${displayName(user)}</strong> <span>${detail(user)}</span></button></li>`;

const rolesOf = ({ claims }: LocalUser): string => textOf(claims['roles'] ?? '—');

const detail = ({ claims }: LocalUser): string =>
  Object.entries(claims)
    .filter(([name]) => name !== 'name' && name !== 'roles')
    .map(([, value]) => textOf(value))
    .join(' · ');

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join('、') : String(value));

const STYLE = `
:root{--ink:#1b2733;--soft:#4a5b6c;--line:#b9c4cf;--page:#f5f7f9;--card:#fff;--accent:#1257a0}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#aab7c4;--line:#3a4652;--page:#12181e;--card:#1b232b;--accent:#7db8f5}}
body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;margin:0 auto;max-width:46rem;padding:2rem 1rem;color:var(--ink);background:var(--page)}
summary{cursor:pointer;font-weight:600;padding:.5rem 0}ul{list-style:none;padding:0;margin:0 0 1rem;display:grid;gap:.5rem}
button{width:100%;text-align:left;font:inherit;padding:.6rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.4rem;cursor:pointer;color:inherit}
button:hover,button:focus-visible,summary:focus-visible{border-color:var(--accent);outline:2px solid var(--accent)}span,small{color:var(--soft)}button span{margin-left:.5rem}
`;
