import { startHost, type RunningHost } from './host.js';
import { audit } from './audit/audit.js';
import { openAndWalk, untilChief, untilIssued, approve, walk, issue } from './arrest-case.js';
let host: RunningHost;
beforeAll(async () => { host = await startHost(); }, 180_000);
afterAll(() => host.close());
it('walks', async () => {
  const today = new Date(Date.now() + 8*3600_000).toISOString().slice(0, 10);
  const a = await openAndWalk(host.as, untilIssued(today));
  const b = await openAndWalk(host.as, untilChief(today));
  await walk(host.as, b.caseId, b.version, [approve(), issue()]);
  const { signer } = host.application.deps;
  const found = await audit(host.databaseUrl, [{ keyId: signer.keyId, algorithm: signer.algorithm, publicKey: signer.publicKey }]);
  console.log(found.problems, Object.entries(found.tables).map(([k, v]) => `${k} ${v.length}`).join());
  const t = (await host.as('intake')({ url: `/api/v1/cases/${a.caseId}/deadlines` })).json();
  console.log(JSON.stringify(t.map((d: any) => [d.clock, d.phase, d.endsAt])));
});
