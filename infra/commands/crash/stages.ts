/** A stage of the year as a kill sees it. `hazard`: how likely one write of it ends a cycle; what happens seldom is made likelier, or it would never be met. */
export interface Stage {
  readonly id: string;
  readonly hazard: number;
  /** Roles whose writes belong to it. */
  readonly writers?: RegExp;
  /** Endpoints whose writes belong to it, and the functions that serve them. */
  readonly commands?: readonly string[];
  readonly api?: RegExp;
}

/** In the order of the year; the first that fits counts. */
export const STAGES = [
  { id: 'void', hazard: 0.35, writers: /Batch(ComposeVoid|PublishVoid)/, commands: ['approveVoid', 'signVoid', 'resolveShortage'], api: /ApiBatches/ },
  { id: 'substitute', hazard: 0.35, commands: ['reportLostOfficer', 'reportLostTarget', 'sendEventCommitment', 'sendEventReveal', 'declareEventFailure', 'signEventFailure'], api: /Api(Batches|Inspections)/ },
  { id: 'commitments', hazard: 0.12, writers: /Batch(CloseCommitments)/, commands: ['sendCommitment'], api: /ApiBatches/ },
  { id: 'reveals', hazard: 0.12, writers: /Batch(CloseReveals|CloseReceipts)/, commands: ['sendReveal', 'sendReceipt', 'handInBeacon'], api: /ApiBatches/ },
  { id: 'scheme', hazard: 0.2, commands: ['putScheme'], api: /ApiBatches/ },
  { id: 'submission', hazard: 0.12, commands: ['draftProposal', 'submitProposal', 'changeProposal'], api: /ApiProposals/ },
  { id: 'plan', hazard: 0.12, writers: /-(PlanYear|OpenYear|ApiYears)/, commands: ['reviewProposal', 'compilePlan', 'issuePlan', 'openYear'], api: /Api(Proposals|Years)/ },
  { id: 'organising', hazard: 0.12, commands: ['claimInspection', 'organiseInspection'], api: /ApiInspections/ },
  { id: 'visits', hazard: 0.08, commands: ['completeInspection', 'recordItemResult', 'uploadEvidence'], api: /ApiInspections/ },
  { id: 'entry', hazard: 0.25, commands: ['enterInspection', 'requestNonDisclosure', 'decideNonDisclosure'], api: /ApiInspections/ },
  { id: 'freeze', hazard: 0.08, writers: /BatchFreeze/ },
  { id: 'draw', hazard: 0.08, writers: /(Batch(DrawTargets|DrawShard|MatchInspectors|PublishDraw)|DrawOpenSealed)/ },
  { id: 'dispatch', hazard: 0.12, writers: /BatchDispatchNotices/ },
  { id: 'publication', hazard: 0.08, writers: /BatchPublishResults/ },
  { id: 'push', hazard: 0.3, writers: /BatchPushResults/ },
  { id: 'archive', hazard: 0.12, writers: /Batch(Archive|Reconcile|CloseStage)/ },
  { id: 'checkpoint', hazard: 0.012, writers: /AuditCheckpoint/ },
  { id: 'city', hazard: 0.05, writers: /Api(Departments|Items|Targets|Inspectors|Experts|WorkRules|Recusals|Calendar|BlindingKey)/ },
  { id: 'waiting', hazard: 0.02, writers: /-Shared/ },
  { id: 'other', hazard: 0.05, writers: /./ },
] as const satisfies readonly Stage[];

/** Name of a stage; `start`: the machine was starting. */
export type StageId = (typeof STAGES)[number]['id'] | 'start';

/** All stages, in the order in which a summary tells them. */
export const STAGE_IDS: readonly StageId[] = ['start', 'city', 'submission', 'plan', 'waiting', 'checkpoint', 'scheme', 'freeze', 'commitments', 'reveals', 'draw', 'void', 'dispatch', 'organising', 'substitute', 'visits', 'entry', 'publication', 'push', 'archive', 'other'];

/** The stage a write belongs to. `role`: whose it is; `commands`: the endpoints that people wait for or were answered since the look before, or the one answered last. */
export const stageOf = (role: string, commands: readonly string[]): Stage & { readonly id: StageId } => {
  const list: readonly (Stage & { readonly id: StageId })[] = STAGES;
  const found =
    list.find((stage) => stage.api?.test(role) === true && commands.some((command) => stage.commands?.includes(command) === true)) ??
    list.find(({ writers }) => writers?.test(role));
  if (found === undefined) throw new Error(`no stage for ${role}`);
  return found;
};
