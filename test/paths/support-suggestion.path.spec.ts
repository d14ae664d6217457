// Procuratorial suggestions, course by course: correction and social governance, addressees of other procuratorates, objection, change and
// withdrawal, neglect and its report. Days are those of 2026 with its holidays.
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

describePath('support.suggestion', (open) => {
  /** Registered and assigned on Monday 2026-03-02. */
  const seen = (suggestionType = 'correction'): Course => open({ on: '2026-03-02', facts: { suggestionType } }).does('caseManagement', 'assign', { handler: person('handler') });
  const started = (suggestionType?: string): Course => seen(suggestionType).decides('startDecision', 'start', 'chief').isDue('investigate', '2026-05-06');
  const reported = (suggestionType?: string, problem = 'found'): Course => started(suggestionType).does('handler', 'inquire', { measure: 'inspect_scene' }).does('handler', 'report', { problem });
  const issued = (replyWithin = 'P2M'): Course => reported().on('2026-04-08').decides('issueDecision', 'issue', 'chief', { replyWithin });
  const served = (replyWithin?: string): Course => issued(replyWithin).on('2026-04-10').does('handler', 'serve', { servedOn: '2026-04-10' });
  const answered = (): Course => served().does('handler', 'file-suggestion').on('2026-05-08').does('caseManagement', 'register-reply');

  it('is started and issued by the chief, answered in two months and verified', () => {
    seen().does('handler', 'startDecision.propose', { option: 'start' }).refuses('handler', 'startDecision.decide', 'AUTHORITY.REFER')
      .refuses('assistant', 'startDecision.withdraw', 'AUTHORITY.NOT_YOUR_ROLE')
      .does('handler', 'startDecision.withdraw').refuses('handler', 'inquire', 'CASE.STATE_FORBIDS_ACT', { measure: 'inspect_scene' }).decides('startDecision', 'decline', 'chief')
      .ends('refused', 'stage.notStarted');
    const course = reported().clockIs('investigate', 'satisfied').refuses('handler', 'issueDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notIssue' })
      .refuses('handler', 'send-to-policy', 'ACT.CONDITION_NOT_MET').on('2026-04-08').decides('issueDecision', 'issue', 'committee', { replyWithin: 'P2M' });
    course.on('2026-04-10').refuses('handler', 'announce', 'ACT.CONDITION_NOT_MET', { servedOn: '2026-04-10', agreed: false }).does('handler', 'announce', { servedOn: '2026-04-10', agreed: true })
      .isDue('record', '2026-04-15').isDue('reply', '2026-06-10').does('handler', 'send-copy').refuses('handler', 'urge', 'ACT.CONDITION_NOT_MET')
      .on('2026-05-08').does('caseManagement', 'register-reply').clockIs('reply', 'satisfied').refuses('handler', 'close', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'follow-up', { rectified: 'done', goodReason: false }).refuses('handler', 'close', 'ACT.CONDITION_NOT_MET').does('handler', 'file-suggestion')
      .refuses('handler', 'file-suggestion', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'close').ends('closed', 'stage.closed').refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET').does('handler', 'self-check').does('caseManagement', 'archive');
  });

  it('is not issued when nothing is found; the prosecutor files the report', () => {
    reported('other', 'none').refuses('handler', 'issueDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'issue', replyWithin: 'P2M' })
      .decides('issueDecision', 'notIssue', 'own').ends('closed', 'stage.notIssued');
    started().expires('investigate').does('handler', 'report', { problem: 'found' }).isIn('stage.reported');
  });

  it('goes to law and policy before the chief when it is on social governance', () => {
    reported('social_governance').refuses('handler', 'issueDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'issue', replyWithin: 'P2M' })
      .does('handler', 'send-to-policy').refuses('handler', 'issueDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'issue', replyWithin: 'P2M' }).returns('handler', 'register-policy-opinion')
      .does('handler', 'amend-report', { problem: 'found' }).refuses('handler', 'issueDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'issue', replyWithin: 'P2M' })
      .does('handler', 'send-to-policy').does('handler', 'register-policy-opinion').decides('issueDecision', 'issue', 'chief', { replyWithin: 'P2M' }).isIn('stage.serving');
  });

  it("asks the addressee's own procuratorate, and the common superior when they disagree", () => {
    const away = (addressee: string): Course => reported().refuses('handler', 'ask-office', 'ACT.CONDITION_NOT_MET').does('handler', 'record-addressee', { addressee })
      .refuses('handler', 'issueDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'issue', replyWithin: 'P2M' }).does('handler', 'ask-office');
    away('other_level').returns('caseManagement', 'register-office-answer', { answer: 'agreed' }).decides('issueDecision', 'issue', 'chief', { replyWithin: 'P2M' });
    away('other_region').does('caseManagement', 'register-office-answer', { answer: 'disagreed' }).isIn('stage.withCommonSuperior')
      .refuses('handler', 'register-superior-answer', 'AUTHORITY.NOT_YOUR_ROLE', { answer: 'agreed' })
      .does('caseManagement', 'register-superior-answer', { answer: 'refused' }).refuses('handler', 'issueDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'issue', replyWithin: 'P2M' })
      .decides('issueDecision', 'notIssue', 'own').ends('closed', 'stage.notIssued');
  });

  it('is kept, changed or taken back on an objection', () => {
    const objected = (): Course => served('P15D').isDue('reply', '2026-04-27').does('caseManagement', 'register-objection')
      .refuses('handler', 'changeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'keep' });
    objected().does('handler', 'check-objection', { finding: 'unfounded' }).refuses('handler', 'changeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' })
      .decides('changeDecision', 'keep', 'chief').has({ objection: 'none' }).isIn('stage.awaitingReply').isDue('reply', '2026-04-27');
    objected().does('handler', 'check-objection', { finding: 'founded' }).refuses('handler', 'changeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'keep' })
      .decides('changeDecision', 'change', 'committee', { replyWithin: 'P2M' }).clockIs('reply', 'stopped').does('handler', 'serve', { servedOn: '2026-04-10' }).isDue('reply', '2026-06-10');
    objected().does('handler', 'check-objection', { finding: 'founded' }).decides('changeDecision', 'withdraw', 'chief').ends('withdrawn', 'stage.withdrawn');
    // The objection may stand in the answer.
    answered().does('caseManagement', 'register-objection').does('handler', 'check-objection', { finding: 'unfounded' }).decides('changeDecision', 'keep', 'chief').isIn('stage.awaitingReply').does('caseManagement', 'register-reply').isIn('stage.rectifying');
  });

  it('is taken back when it proves improper, by the office or on the order of the superior', () => {
    served().refuses('handler', 'changeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' }).does('head', 'find-improper').decides('changeDecision', 'withdraw', 'chief')
      .ends('withdrawn', 'stage.withdrawn');
    served().returns('caseManagement', 'register-superior-order', { order: 'change' }).clockIs('reply', 'stopped').isIn('stage.serving');
    answered().does('caseManagement', 'register-superior-order', { order: 'withdraw' }).ends('withdrawn', 'stage.withdrawn');
  });

  it('goes on as public interest litigation when nobody answers, and closes once that was filed', () => {
    const silent = served().does('handler', 'file-suggestion').linksNot('handler', 'public-interest', 'public-interest.admin', 'LINK.NOT_NOW')
      .expires('reply').linksNot('handler', 'public-interest', 'public-interest.admin', 'LINK.NOT_NOW').does('handler', 'urge')
      .linksNot('head', 'public-interest', 'public-interest.admin', 'AUTHORITY.NOT_YOUR_ROLE').linksNot('handler', 'public-interest', 'support.hearing', 'LINK.PATH_MISMATCH')
      .links('handler', 'public-interest', 'public-interest.admin', 'stage.clue.registered').has({ suitCase: 'opened' })
      .decides('escalationDecision', 'escalate', 'chief').refuses('handler', 'close-for-suit', 'ACT.CONDITION_NOT_MET');
    silent.follows('public-interest', { state: 'stage.notFiled' }).refuses('handler', 'close-for-suit', 'ACT.CONDITION_NOT_MET')
      .follows('public-interest', { state: 'stage.investigating' }).has({ suitCase: 'filed' }).follows('public-interest', { state: 'stage.court' })
      .does('handler', 'close-for-suit').ends('transferred', 'stage.closedForSuit');
  });

  it('is reported upward when nobody answers and urging did not help', () => {
    const silent = (): Course => served().expires('record').does('handler', 'file-suggestion').expires('reply').has({ replyOverdue: true })
      .refuses('handler', 'escalationDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'escalate' }).does('handler', 'urge');
    silent().decides('escalationDecision', 'escalate', 'chief').does('handler', 'follow-up', { rectified: 'none', goodReason: false }).does('handler', 'close-escalated')
      .ends('closed', 'stage.closedEscalated');
    silent().decides('escalationDecision', 'escalate', 'chief').does('handler', 'register-result').does('handler', 'follow-up', { rectified: 'done', goodReason: false }).does('handler', 'close')
      .ends('closed', 'stage.closed');
    silent().decides('escalationDecision', 'wait', 'chief').has({ urged: false }).does('caseManagement', 'register-reply').has({ replyOverdue: false });
    issued().on('2026-04-10').does('handler', 'serve', { servedOn: '2026-04-10' }).expires('reply').does('handler', 'urge').decides('escalationDecision', 'escalate', 'chief')
      .refuses('handler', 'close-escalated', 'ACT.CONDITION_NOT_MET');
  });

  it('ends in peace where a good reason stands against rectification', () => {
    answered().does('handler', 'follow-up', { rectified: 'partly', goodReason: true }).does('handler', 'urge')
      .refuses('handler', 'escalationDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'escalate' }).does('handler', 'close').ends('closed', 'stage.closed');
  });

  it('does nothing without its ground and nothing twice', () => {
    answered().does('handler', 'follow-up', { rectified: 'partly', goodReason: false }).refuses('handler', 'close', 'ACT.CONDITION_NOT_MET')
      .refuses('handler', 'changeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'change', replyWithin: 'P2M' }).does('handler', 'urge')
      .does('handler', 'follow-up', { rectified: 'done', goodReason: false })
      .refuses('handler', 'escalationDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'escalate', measures: '报告上级院' }).does('handler', 'close').does('handler', 'self-check')
      .refuses('handler', 'self-check', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'archive').refuses('caseManagement', 'archive', 'ACT.CONDITION_NOT_MET');
  });
});
