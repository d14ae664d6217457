// A case with links for the specs of this folder: an origin whose path links to a suggestion case, and news as linked cases send them.
// What is not here: any assertion.
import type { CaseId } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import { hash, pathWith } from '../fixtures.contract.js';
import type { LinkNews, LinkReach } from './followed.js';

const l = (zh: string) => ({ zh, en: zh });

export const SILENT = { if: 'silent', else: l('尚未逾期'), source: '建议规定第25条' };

/** `advice` sets a fact, starts and satisfies clocks; `after` may be used and followed after the ending; `odd` follows into a refusal. */
export const linkingPath: CompiledPath = pathWith({
  links: {
    advice: {
      label: l('提出建议'), paths: ['support.suggestion'], from: ['stage.reviewing'], while: ['extension.idle'], by: ['handler', 'case_mgmt'], capacity: 'record', source: '建议规定第13条',
      task: { verb: 'record', by: 'case_mgmt' },
      follow: [
        { on: { state: 'stage.registered' }, clocks: [{ start: 'supplement' }], note: l('已登记') },
        { on: { clock: 'reply' }, set: { silent: 'true' }, note: l('逾期') },
        { on: { state: 'stage.closed' }, set: { returns: 'returns + 1' }, clocks: [{ satisfy: 'supplement' }], note: l('落实') },
        { on: { ending: 'closed' }, set: { returns: 'returns + 1' }, note: l('结案') },
      ],
    },
    suit: { label: l('移送'), paths: ['public-interest.admin', 'public-interest.civil'], from: ['*'], by: ['handler'], when: [SILENT], source: '建议规定第25条' },
    after: { label: l('评查'), paths: ['support.quality'], from: ['stage.closed'], by: ['case_mgmt'], afterEnding: true, source: 'UNVERIFIED', follow: [{ on: { state: 'stage.graded' }, set: { silent: 'true' }, note: l('已评') }] },
    odd: { label: l('异'), paths: ['support.suggestion'], from: ['*'], by: ['handler'], source: 'UNVERIFIED', follow: [{ on: { state: 'stage.closed' }, set: { silent: 'true', returns: 'returns + 3' }, note: l('超限') }] },
  },
});

export const CHILD = 'cccccccc-0000-4000-8000-00000000c001' as CaseId;
export const OTHER_CHILD = 'cccccccc-0000-4000-8000-00000000c002' as CaseId;
export const WORLD_AT = '2026-03-10T01:00:00.000Z';

/** News of a linked case. */
export function news(seq: number, reach: Partial<LinkReach>, more: Partial<LinkNews> = {}): LinkNews {
  return { case: CHILD, number: '云检建〔2026〕1号', path: 'support.suggestion', link: 'advice', seq, hash: hash.ofText(`${more.case ?? CHILD} ${seq}`), reach: { states: [], clocks: [], ...reach }, ...more };
}
