// The page at `/api/errors`, to which the `type` of every problem document points.
import { CATALOGUE } from '@quanze/contract';
import { escapeHtml, PAGE_ICON } from './home-page.js';

export function errorPage(): string {
  const cell = (words: string, hint: string | undefined): string => escapeHtml(words) + (hint === undefined ? '' : `<br>${escapeHtml(hint)}`);
  const rows = CATALOGUE.map(({ code, status, text, hint }) =>
    `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${cell(text.zh, hint?.zh)}</td><td lang="en">${cell(text.en, hint?.en)}</td></tr>`).join('\n');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>错误代码 – 权责 Quanze</title>${PAGE_ICON}<link rel="stylesheet" href="/assets/home.css"></head>
<body><header class="wide-head"><a class="mark" href="/" title="回到首页">权</a><div><h1>错误代码 <span lang="en">Error codes</span></h1><p>同时有多项理由时，告知排在前面的一项</p></div></header>
<main class="wide"><section class="scroll"><table><thead><tr><th>代码</th><th>HTTP</th><th>中文</th><th lang="en">English</th></tr></thead><tbody>
${rows}
</tbody></table></section></main></body></html>
`;
}
