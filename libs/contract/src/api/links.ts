// Linked cases as the API tells them. A case the person may not know of has `visible: null`.
import type { Label } from '@quanze/kernel';
import type { Blocker } from './common.js';

export interface LinkedStateView {
  readonly id: string;
  readonly label: Label;
  readonly kind: string;
  readonly level: string | null;
  readonly keyPoint: Label | null;
}

export interface CaseLinkView {
  readonly link: string;
  readonly label: Label;
  readonly case: string;
  readonly path: string;
  readonly number: string | null;
  readonly visible: {
    readonly title: string;
    readonly status: 'open' | 'ended';
    readonly ending: string | null;
    readonly states: readonly LinkedStateView[];
    readonly openedAt: string;
  } | null;
}

export interface CaseLinksView {
  readonly origin: CaseLinkView | null;
  readonly opened: readonly (CaseLinkView & {
    /** Whether the case has taken notice of it. */
    readonly noticed: boolean;
    /** What followed: `seq` is the entry of the opened case, `entry` the one of this case that says so. */
    readonly followed: readonly { readonly on: readonly object[]; readonly notes: readonly Label[]; readonly seq: number; readonly entry: number }[];
  })[];
  readonly links: readonly {
    readonly link: string;
    readonly label: Label;
    readonly source: string;
    readonly paths: readonly { readonly path: string; readonly mayOpen: boolean; readonly blocker: Blocker | null }[];
  }[];
}
