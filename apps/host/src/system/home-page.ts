// The page at `/`: what runs here and where to go. One HTML text and one style sheet, nothing from elsewhere.
import type { Readiness } from './readiness.js';

export interface HomeFacts {
  readonly version: string;
  readonly engineTime: string;
  readonly readiness: Readiness;
  readonly paths: number;
}

const LINKS = [
  ['/api/reference', '接口说明', 'API reference', '每项操作、字段与错误'],
  ['/api/openapi.json', 'OpenAPI 文档', 'OpenAPI document', '供程序生成客户端'],
  ['/api/errors', '错误代码', 'Error codes', '代码、状态、含义、出路'],
  ['/health', '存活', 'Health', '进程是否运行'],
  ['/ready', '就绪', 'Readiness', '数据库与队列是否可用'],
  ['/metrics', '指标', 'Metrics', 'Prometheus 格式'],
] as const;
const STATUS = { ready: ['ok', '● 正常', 'ready'], 'not-ready': ['bad', '■ 未就绪', 'not ready'], stopping: ['off', '‖ 正在停止', 'stopping'] } as const;
const NAMES: Readonly<Record<string, string>> = { database: '数据库', queue: '任务队列' };

/** The seal: what a browser shows beside the title. */
export const MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#B42318"/><text x="16" y="23" font-size="20" font-weight="600" text-anchor="middle" fill="#fff" font-family="sans-serif">权</text></svg>';
export const PAGE_ICON = '<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">';

export function homePage({ version, engineTime, readiness, paths }: HomeFacts): string {
  const [tone, zh, en] = STATUS[readiness.status];
  const dependencies = readiness.dependencies.map(({ name, status }) =>
    `<li class="${status === 'up' ? 'ok' : 'bad'}">${status === 'up' ? '●' : '■'} ${escapeHtml(NAMES[name] ?? name)} <span lang="en">${escapeHtml(name)}: ${status}</span></li>`).join('');
  const links = LINKS.map(([href, title, english, what]) => `<li><a href="${href}"><b>${title}</b> <span lang="en">${english}</span><small>${what}</small></a></li>`).join('');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>权责 Quanze</title>${PAGE_ICON}<link rel="stylesheet" href="/assets/home.css"></head>
<body><header><div class="mark" aria-hidden="true">权</div><div><h1>权责 <span lang="en">Quanze</span></h1>
<p>人民检察院办案责任制工作流引擎</p><p lang="en">The responsibility-first workflow engine for people's procuratorates</p></div></header>
<main><p class="lead">案件的每一步都留下：谁决定、依何职权、谁审核、谁咨询、谁承办；超出职权的一步不能发生。</p>
<p class="lead" lang="en">Every step of a case leaves behind who decided, on what authority, who reviewed, who advised, who handled; a step beyond somebody's authority cannot happen.</p>
<section aria-label="运行状态"><h2>运行状态 <span lang="en">What runs here</span></h2>
<dl><div><dt>状态 <span lang="en">status</span></dt><dd class="${tone}">${zh} <span lang="en">${en}</span></dd></div>
<div><dt>版本 <span lang="en">version</span></dt><dd>${escapeHtml(version)}</dd></div>
<div><dt>引擎时间（北京） <span lang="en">time</span></dt><dd><time datetime="${escapeHtml(engineTime)}">${shanghaiTime(engineTime)}</time></dd></div>
<div><dt>办案流程 <span lang="en">releases</span></dt><dd>${paths}</dd></div></dl><ul class="deps">${dependencies}</ul></section>
<nav aria-label="入口"><h2>入口 <span lang="en">Where to go</span></h2><ul>${links}</ul></nav></main></body></html>
`;
}

/** The moment as a clock in Beijing shows it. */
export function shanghaiTime(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)}`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export const HOME_STYLE = `:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:#F3F5F9;color:#1A2233;font:14px/22px "Noto Sans SC Variable","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;font-variant-numeric:tabular-nums}
header{display:flex;gap:16px;align-items:center;background:#14233F;color:#fff;padding:24px max(20px,calc(50% - 440px))}
header p{margin:2px 0 0;color:#CBD6E8}h1{font-size:20px;line-height:28px;margin:0}h2{font-size:15px;margin:0 0 12px}
.mark{width:48px;height:48px;border-radius:6px;background:#B42318;color:#fff;display:grid;place-items:center;font-size:24px;font-weight:600;flex:none;text-decoration:none}header a:not(.mark){color:#fff}.wide-head{padding-inline:max(20px,calc(50% - 620px))}
main{max-width:920px;margin:0 auto;padding:20px;display:grid;gap:14px}.lead{margin:0;font-size:15px}[lang=en]{color:#4A5568;font-weight:400}header [lang=en]{color:#CBD6E8}
section,nav{background:#fff;border:1px solid #DFE4EC;border-radius:6px;padding:16px}dl{margin:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px}
dt{color:#4A5568}dd{margin:2px 0 0;font-weight:600}ul{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:12px}
.deps{display:flex;flex-wrap:wrap;margin-top:12px}.deps li,dd.ok,dd.bad,dd.off{padding:2px 8px;border-radius:6px;width:fit-content}
.ok{color:#1F7A4D;background:#E8F5EE}.bad{color:#B42318;background:#FDECEA}.off{color:#475467;background:#EEF1F5}.deps [lang=en],dd [lang=en]{color:inherit}
nav a{display:block;min-height:64px;padding:10px 12px;border:1px solid #7A8699;border-radius:6px;color:#1B4B91;text-decoration:none}nav a:hover{background:#F4F7FB}
nav small{display:block;color:#4A5568;font-size:12px}a:focus-visible{outline:3px solid #C2570C;outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:13px}td,th{border-bottom:1px solid #DFE4EC;padding:6px 8px;text-align:left;vertical-align:top}
code{font:13px/20px ui-monospace,Consolas,monospace}.wide{max-width:1280px}.scroll{overflow-x:auto}
`;
