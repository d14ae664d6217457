// At court: changes of the charge, adjournment, what the court asks for, withdrawal with what follows it, the judgment.
import type { Course } from './course.js';
import { FOUND, REPORT, type Stages } from './prosecution-stages.js';

export function atCourtCourses({ atCourt }: Stages): void {
  it('changes, adds to or supplements the charge, by its weight', () => {
    atCourt().does('handler', 'assess-charge-change', { materialChange: true }).does('handler', 'chargeChange.propose', { option: 'change' }).refuses('handler', 'chargeChange.decide', 'AUTHORITY.REFER')
      .does('handler', 'chargeChange.withdraw').decides('chargeChange', 'change', 'chief').decides('chargeChange', 'add', 'chief').decides('chargeChange', 'supplement', 'chief').isIn('stage.prosecuted.atCourt');
  });

  it('adjourns twice, supplies what the court asks for, and examines the judgment', () => {
    atCourt().does('caseManagement', 'receive-court-request', { receivedOn: '2026-03-02' }).isDue('courtSupply', '2026-03-05').does('handler', 'supply-court')
      .does('handler', 'register-adjournment', { adjournedOn: '2026-03-02' }).expires('trialAdjourn').returns('handler', 'ask-resume').on('2026-04-07')
      .does('handler', 'register-adjournment', { adjournedOn: '2026-04-07' }).does('handler', 'ask-resume')
      .refuses('handler', 'register-adjournment', 'ACT.CONDITION_NOT_MET', { adjournedOn: '2026-04-07' })
      .does('caseManagement', 'register-judgment', { receivedOn: '2026-04-07', result: 'not_guilty' }).isDue('protest', '2026-04-17')
      .links('handler', 'protest', 'criminal.protest-appeal', 'stage.notProtested').follows('protest', { state: 'stage.protested.withSuperior' }).clockIs('protest', 'satisfied')
      .refuses('handler', 'close-prosecuted', 'ACT.CONDITION_NOT_MET').does('handler', 'review-judgment', { opinion: 'protest' }).does('handler', 'close-prosecuted').ends('closed', 'stage.closedProsecuted');
  });

  it('has five days against a ruling, and passes on or takes back what the court does not keep', () => {
    const ruled = (): Course => atCourt().does('caseManagement', 'register-ruling', { receivedOn: '2026-03-02', result: 'terminated' }).isDue('protestRuling', '2026-03-09');
    ruled().expires('protestRuling').does('handler', 'review-judgment', { opinion: 'accept' }).does('handler', 'close-prosecuted').ends('closed', 'stage.closedProsecuted');
    atCourt({ suspectMinor: true }).does('caseManagement', 'register-judgment', { receivedOn: '2026-03-02', result: 'guilty' }).does('handler', 'review-judgment', { opinion: 'accept' }).does('handler', 'close-prosecuted').does('caseManagement', 'seal-records').has({ recordsSealed: true });
    ruled().returns('caseManagement', 'register-remand').clockIs('protestRuling', 'satisfied').has({ judgment: 'not_pronounced' }).isIn('stage.prosecuted.atCourt');
    atCourt().does('caseManagement', 'register-court-transfer').ends('transferred', 'stage.transferredJurisdiction');
    atCourt().returns('caseManagement', 'register-court-return').has({ procedureStage: 'prosecution', evidence: 'not_assessed' }).isIn('stage.reviewing.examining');
  });

  it('may withdraw instead of asking to resume, and charges again only on something new', () => {
    const withdrawn = atCourt().does('handler', 'register-adjournment', { adjournedOn: '2026-03-02' }).climbs('withdrawalAdjourned', 'withdraw', 'chief', { ground: 'evidence' }).clockIs('trialAdjourn', 'stopped').isDue('withdrawNonpros', '2026-04-01')
      .does('caseManagement', 'register-court-permission').decides('afterWithdrawal', 'insufficient', 'chief').does('handler', 'announce').does('handler', 'return-for-reinvestigation').decides('setAside', 'revoke', 'chief')
      .does('handler', 'record-findings', FOUND);
    withdrawn.offersNone('outcome', ['charge'], { ...REPORT, offences: '盗窃罪' }).does('handler', 'record-new-evidence').decides('outcome', 'charge', 'own', { ...REPORT, offences: '盗窃罪' }).isIn('stage.prosecuted.atCourt');
  });

  it('withdraws the charge with the court’s leave and must then decide within thirty days', () => {
    const withdrawn = (): Course => atCourt().decides('withdrawal', 'withdraw', 'chief', { ground: 'evidence' }).isDue('withdrawNonpros', '2026-04-01');
    withdrawn().does('caseManagement', 'register-court-refusal').clockIs('withdrawNonpros', 'stopped').isIn('stage.prosecuted.atCourt');
    withdrawn().does('caseManagement', 'register-court-permission').decides('afterWithdrawal', 'insufficient', 'chief').has({ nonProsecution: 'insufficient' });
    withdrawn().does('caseManagement', 'register-court-permission').decides('afterWithdrawal', 'discretionary', 'chief').has({ nonProsecution: 'discretionary' });
    withdrawn().does('caseManagement', 'register-court-permission').decides('afterWithdrawal', 'statutory', 'chief').does('handler', 'announce').does('handler', 'serve-suspect')
      .does('handler', 'serve-sender').does('handler', 'serve-victim', { servedOn: '2026-03-02' }).expires('victimAppeal').does('handler', 'close-nonprosecution').ends('withdrawn', 'stage.closedWithdrawn');
  });
}
