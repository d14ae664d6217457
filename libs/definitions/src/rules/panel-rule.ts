// A panel of a flow can be asked and can pass: it says who may be asked and how they agree, its thresholds are whole, and where half can
// stand against half it says what follows. What is not here: where its outcomes lead (`./panel-routes`).
import { ALL, canTie, openPanel, type PanelRule } from '@quanze/approval';
import { panelRuleOf, type ApprovalFlowDocument, type PanelRuleDocument, type StepDeclaration } from '@quanze/engine';
import type { PersonId } from '@quanze/kernel';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { Finding, Rule } from './rule.js';

type NamedStep = readonly [name: string, step: StepDeclaration, pointer: string];

function stepsOf(flow: ApprovalFlowDocument): readonly NamedStep[] {
  return Object.entries(flow.steps).map(([name, step]) => [name, step, pointerTo('/steps', name)]);
}

function panelsOf(flow: ApprovalFlowDocument): readonly (readonly [...NamedStep, PanelRuleDocument])[] {
  return stepsOf(flow).flatMap(([name, step, pointer]) => (step.type === 'panel' && step.rule !== undefined ? [[name, step, pointer, step.rule] as const] : []));
}

export const panelIncomplete: Rule<ApprovalFlowDocument> = {
  id: 'panel-incomplete',
  severity: 'error',
  *check(flow) {
    for (const [name, step, pointer] of stepsOf(flow)) {
      const missing = (['members', 'rule'] as const).filter((key) => (step[key] === undefined) === (step.type === 'panel'));
      for (const key of missing) {
        yield step.type === 'panel'
          ? { key: pointer, on: 'key', message: label(`会签步骤 ${name} 须写明 ${key}`, `the panel ${name} needs ${key}`) }
          : { key: pointerTo(pointer, key), on: 'key', message: label(`只有 panel 步骤有 ${key}`, `only a step of type panel has ${key}`) };
      }
      if (step.type === 'panel' && step.level !== undefined) yield { key: pointerTo(pointer, 'level'), message: label('会签不作决定，没有层级', 'a panel decides nothing, so it has no level') };
    }
  },
};

/** One of count, share and moreThan; a share of what, where it is a share of answers. */
export const panelThreshold: Rule<ApprovalFlowDocument> = {
  id: 'panel-threshold',
  severity: 'error',
  *check(flow) {
    for (const [, , pointer, rule] of panelsOf(flow)) {
      for (const key of (['passes', 'quorum'] as const).filter((each) => isTorn(rule, each))) {
        yield { key: pointerTo(pointer, 'rule', key), message: label('须有且只有 count、share、moreThan 之一；passes 的比例还须写明 of', 'exactly one of count, share, moreThan is needed, and of with a share that passes') };
      }
    }
  },
};

function isTorn(rule: PanelRuleDocument, key: 'passes' | 'quorum'): boolean {
  const value = rule[key];
  if (value === undefined || typeof value === 'string') return false;
  const wantsBase = key === 'passes' && !('count' in value);
  return ['count', 'share', 'moreThan'].filter((word) => word in value).length !== 1 || wantsBase !== 'of' in value;
}

export const panelCannotPass: Rule<ApprovalFlowDocument> = {
  id: 'panel-cannot-pass',
  severity: 'error',
  *check(flow) {
    for (const [name, , pointer, document] of panelsOf(flow)) {
      // A threshold that says nothing has its own problem.
      if (isTorn(document, 'passes') || isTorn(document, 'quorum')) continue;
      const rule = panelRuleOf(document);
      if (rule === null || !couldPass(rule)) yield { key: pointerTo(pointer, 'rule'), on: 'key', message: label(`会签 ${name} 无论多少人同意都不能通过`, `the panel ${name} can never pass, however many agree`) };
    }
  },
};

const SEATS_TRIED = 60;

/** Whether everybody agreeing is enough for some number of people. */
function couldPass(rule: PanelRule): boolean {
  const people = Array.from({ length: SEATS_TRIED }, (_, index) => ({ person: String(index) as PersonId, ...(index === 0 ? { chair: true } : {}) }));
  return people.some((_, index) => openPanel(rule, people.slice(0, index + 1)).ok);
}

export const panelTieMissing: Rule<ApprovalFlowDocument> = {
  id: 'panel-tie-missing',
  severity: 'error',
  *check(flow) {
    for (const [name, , pointer, document] of panelsOf(flow)) {
      if (document.tie === undefined && canTie(panelRuleOf(document) ?? { passes: ALL })) yield { key: pointerTo(pointer, 'rule'), on: 'key', message: label(`会签 ${name} 可能票数相等，须写明 tie`, `in the panel ${name} half can stand against half, so it needs tie`) };
    }
  },
};

/** Weights count only where votes are weighed. */
export const panelWeightsUnused: Rule<ApprovalFlowDocument> = {
  id: 'panel-weights-unused',
  severity: 'error',
  *check(flow) {
    for (const [, , pointer, rule] of panelsOf(flow)) {
      if (rule.weights !== undefined && rule.weighed !== true) yield weightsFinding(pointer);
    }
  },
};

function weightsFinding(pointer: string): Finding {
  return { key: pointerTo(pointer, 'rule', 'weights'), on: 'key', message: label('未写明 weighed: true，权重不起作用', 'without weighed: true the weights have no effect') };
}
