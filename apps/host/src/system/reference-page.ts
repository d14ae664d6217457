// The page of the API reference: Swagger UI from a package on this machine, under our head and in our colours. Nothing from elsewhere.
// What is not here: the document it shows (`openapi-source.ts`) and the files of the package (`pages.controller.ts`).
import { PAGE_ICON } from './home-page.js';

export const REFERENCE_START = `window.addEventListener('load', () => {
  SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null, persistAuthorization: false, defaultModelsExpandDepth: 0, syntaxHighlight: { theme: 'idea' } });
});\n`;

export const REFERENCE_PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>接口说明 – 权责 Quanze</title>${PAGE_ICON}
<link rel="stylesheet" href="/assets/home.css"><link rel="stylesheet" href="/api/reference/swagger-ui.css"><link rel="stylesheet" href="/api/reference/style.css"></head>
<body><header class="wide-head"><a class="mark" href="/" title="回到首页">权</a><div><h1>接口说明 <span lang="en">API reference</span></h1>
<p>出错时返回问题文档（RFC 9457），代码见 <a href="/api/errors">错误代码</a></p></div></header><div id="reference"></div>
<script src="/api/reference/swagger-ui-bundle.js"></script><script src="/api/reference/start.js"></script></body></html>
`;

/** Quiet where the package is loud: one blue, borders instead of coloured grounds, a method told by its word first. */
export const REFERENCE_STYLE = `
.swagger-ui .dialog-ux .backdrop-ux{background:#14233fb3}.swagger-ui .dialog-ux .modal-ux{border:1px solid #7A8699;border-radius:6px;box-shadow:none}
.swagger-ui .dialog-ux .modal-ux-header h3,.swagger-ui .dialog-ux .modal-ux-content h4,
.swagger-ui .dialog-ux .modal-ux-content p{color:#1A2233;font-size:15px;font-family:"Noto Sans SC Variable","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
.swagger-ui input[type=text],.swagger-ui input[type=password],.swagger-ui textarea,.swagger-ui select{border:1px solid #7A8699;border-radius:6px;box-shadow:none}
#reference main,#reference section{max-width:none;padding:0;border:0;background:none}#reference main{display:block;margin:0}
#reference .schemes{max-width:1280px;margin:0 auto;padding:0 20px}
.swagger-ui,.swagger-ui .opblock-tag,.swagger-ui .opblock .opblock-summary-description,.swagger-ui .info .title,.swagger-ui table thead tr th,.swagger-ui .btn,
.swagger-ui select,.swagger-ui label,.swagger-ui .tab li{font-family:"Noto Sans SC Variable","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1A2233}
.swagger-ui .info{margin:20px 0 8px}.swagger-ui .info hgroup.main{margin:0}.swagger-ui .info .title{font-size:15px;line-height:22px}.swagger-ui .info p{font-size:14px;line-height:22px;margin:4px 0}
.swagger-ui .info .title small,.swagger-ui .info .title small.version-stamp{background:#EEF1F5;border-radius:6px;padding:1px 8px;top:0;vertical-align:baseline;margin:0 0 0 8px}
.swagger-ui .info .title small pre{color:#475467;font-weight:400}
.swagger-ui .info a,.swagger-ui .opblock-tag a,.swagger-ui .model-toggle{color:#1B4B91}
.swagger-ui .scheme-container{box-shadow:none;background:transparent;padding:0;margin:0}.swagger-ui .wrapper{max-width:1280px;padding:0 20px}
.swagger-ui .btn,.swagger-ui .btn.authorize,.swagger-ui .btn.try-out__btn,.swagger-ui .btn.cancel{border:1px solid #7A8699;border-radius:6px;box-shadow:none;color:#1B4B91;background:#fff}
.swagger-ui .btn.authorize svg,.swagger-ui .btn.authorize svg *{fill:#1B4B91}
.swagger-ui .btn.execute{background:#1B4B91;border-color:#1B4B91;color:#fff}
.swagger-ui .opblock-tag{font-size:15px;line-height:22px;padding:12px 0;border-bottom:1px solid #DFE4EC}.swagger-ui .opblock-tag small{color:#4A5568;font-size:14px;padding:0 8px}
.swagger-ui .opblock,.swagger-ui .opblock.opblock-get,.swagger-ui .opblock.opblock-post,.swagger-ui .opblock.opblock-delete{background:#fff;border:1px solid #DFE4EC;border-radius:6px;box-shadow:none;margin:0 0 8px}
.swagger-ui .opblock.is-open{border-color:#7A8699}.swagger-ui .opblock .opblock-summary,.swagger-ui .opblock.is-open .opblock-summary{border-color:#DFE4EC}
.swagger-ui .opblock .opblock-summary-method,.swagger-ui .opblock.opblock-get .opblock-summary-method{background:#E9EFF9;color:#1B4B91;border-radius:6px;text-shadow:none;font-size:13px;min-width:76px;padding:4px 0}
.swagger-ui .opblock.opblock-post .opblock-summary-method{background:#1B4B91;color:#fff}.swagger-ui .opblock.opblock-delete .opblock-summary-method{background:#fff;color:#B42318;box-shadow:inset 0 0 0 1px #B42318}
.swagger-ui .opblock .opblock-summary-path,.swagger-ui .opblock .opblock-summary-path__deprecated{color:#1A2233;font-size:14px}.swagger-ui .opblock .opblock-summary-description{color:#4A5568;font-size:13px}
.swagger-ui .opblock .opblock-section-header{background:#F4F7FB;box-shadow:none;border-bottom:1px solid #DFE4EC}
.swagger-ui .opblock.opblock-get .tab-header .tab-item.active h4 span:after,.swagger-ui .opblock.opblock-post .tab-header .tab-item.active h4 span:after,
.swagger-ui .opblock.opblock-delete .tab-header .tab-item.active h4 span:after{background:#1B4B91}
.swagger-ui .parameter__name,.swagger-ui table tbody tr td,.swagger-ui .renderedMarkdown p{font-size:14px;color:#1A2233}#reference section.models{border:1px solid #DFE4EC;border-radius:6px;background:#fff;margin:20px 0}
.swagger-ui a:focus-visible,.swagger-ui button:focus-visible,.swagger-ui input:focus-visible,.swagger-ui textarea:focus-visible,.swagger-ui select:focus-visible,header a:focus-visible{outline:3px solid #C2570C;outline-offset:2px}
.swagger-ui :focus:not(:focus-visible){outline:none}
.swagger-ui .microlight,.swagger-ui .opblock-body pre.microlight,.swagger-ui .request-url pre,.swagger-ui .response-col_description pre{background:#F4F7FB!important;color:#1A2233!important;border:1px solid #DFE4EC;border-radius:6px}
.swagger-ui .microlight span,.swagger-ui .response-col_description pre span{color:#1A2233}.swagger-ui .download-contents,.swagger-ui .copy-to-clipboard{background:#5B6678;border-radius:6px}
`;
