import { escapeHtml } from '../admin/html.ts';
import { displayName, type LocalUser } from './local-user.ts';

/** The page on which a user of this machine is picked. Works without script; `query` is carried on unchanged. */
export const pickerPage = (users: readonly LocalUser[], query: URLSearchParams): string => {
  const hidden = [...query].filter(([name]) => name !== 'sub').map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  const buttons = users.map(
    (user) => `<li><button name="sub" value="${escapeHtml(user.sub)}"><strong>${escapeHtml(displayName(user))}</strong> <span>${escapeHtml(detail(user))}</span></button></li>`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>选择用户 · Sign in</title>
<style>
body{font:16px/1.6 system-ui,"PingFang SC","Noto Sans SC",sans-serif;margin:0 auto;max-width:46rem;padding:2rem 1rem;color:#1b2733;background:#f5f7f9}
ul{list-style:none;padding:0;display:grid;gap:.5rem}button{width:100%;text-align:left;font:inherit;padding:.6rem 1rem;background:#fff;border:1px solid #b9c4cf;border-radius:.4rem;cursor:pointer;color:inherit}
button:hover,button:focus-visible{border-color:#1257a0;outline:2px solid #1257a0}span{color:#4a5b6c;margin-left:.5rem}
</style></head><body><main><h1>选择用户 <small lang="en">Sign in</small></h1>
<p>本机演示环境，无需密码。<span lang="en">Local machine only; no password.</span></p>
<form method="post" action="/oidc/authorize">${hidden.join('')}<ul>${buttons.join('')}</ul></form></main></body></html>`;
};

const detail = ({ claims }: LocalUser): string =>
  Object.entries(claims)
    .filter(([name]) => name !== 'name')
    .map(([, value]) => (Array.isArray(value) ? value.join('、') : String(value)))
    .join(' · ');
