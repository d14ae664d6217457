// The use cases behind one door: what hosts, workers and tools call. Every method answers with a value or a refusal.
import type { TenantId } from '@quanze/kernel';
import { actOnCase } from './cases/act.js';
import { openNewCase } from './cases/open.js';
import { deadlinesOf, decisionsOf, inboxOf, listCases, readCase, traceOf, whatMayIDo } from './cases/questions.js';
import { fireDeadline } from './clockwork/fire.js';
import { handleDeadlineJob, sweepDeadlines } from './clockwork/sweep.js';
import { publishDefinition, releaseOf, releasesOf, submitDefinition } from './definitions/releases.js';
import type { Deps } from './deps.js';
import { delegate, delegationsOf, revokeDelegation } from './office/delegations.js';
import { addPerson, appoint, endAppointment, officesOf, peopleOf } from './office/people.js';
import { createApiToken, identify, signIn, signOut } from './office/sessions.js';
import { anchorAll } from './proofs/checkpoint.js';
import { bundleOf, receiptOf } from './proofs/documents.js';

type Bound<F> = F extends (deps: Deps, ...rest: infer A) => infer R ? (...rest: A) => R : never;

function bind<F extends (deps: Deps, ...rest: never[]) => unknown>(deps: Deps, use: F): Bound<F> {
  return ((...rest: never[]) => use(deps, ...rest)) as Bound<F>;
}

export function createApplication(deps: Deps) {
  const on = <F extends (d: Deps, ...rest: never[]) => unknown>(use: F) => bind(deps, use);
  return {
    deps,
    cases: {
      open: on(openNewCase), act: on(actOnCase), acts: on(whatMayIDo), read: on(readCase), trace: on(traceOf), decisions: on(decisionsOf),
      deadlines: on(deadlinesOf), receipt: on(receiptOf), bundle: on(bundleOf), list: on(listCases), inbox: on(inboxOf),
    },
    office: {
      offices: on(officesOf), people: on(peopleOf), addPerson: on(addPerson), appoint: on(appoint), endAppointment: on(endAppointment),
      delegations: on(delegationsOf), delegate: on(delegate), revokeDelegation: on(revokeDelegation),
    },
    releases: { list: on(releasesOf), read: on(releaseOf), submit: on(submitDefinition), publish: on(publishDefinition) },
    sessions: { signIn: on(signIn), signOut: on(signOut), identify: on(identify), createApiToken: on(createApiToken) },
    clockwork: { sweep: on(sweepDeadlines), fire: on(fireDeadline), handleJob: on(handleDeadlineJob) },
    proofs: { anchorAll: (tenant: TenantId) => anchorAll(deps, tenant) },
  };
}

export type Application = ReturnType<typeof createApplication>;
